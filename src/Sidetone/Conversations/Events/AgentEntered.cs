using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>An agent has entered: its toolsets are set up, and what it wanted to do first is done. It takes turns from here on.</summary>
public sealed record AgentEntered : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "agent_entered";

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }
}
