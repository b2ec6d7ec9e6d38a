using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The agent said something that no model wrote.</summary>
public sealed record AgentSpoke : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "agent_spoke";

    /// <summary>The turn.</summary>
    public required int Turn { get; init; }

    /// <summary>The words.</summary>
    public required string Text { get; init; }
}
