using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The program, not a call, wants another agent to take over. It does as soon as no response and no call of the turn is under way.</summary>
public sealed record HandoffRequested : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "handoff_requested";

    /// <summary>Who is to take over.</summary>
    public required string To { get; init; }

    [JsonIgnore]
    internal Agent? Target { get; init; }
}
