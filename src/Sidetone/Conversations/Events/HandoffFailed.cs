using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>An agent could not take over: something that it requires failed to set up. The caller stays with the agent that wanted to leave.</summary>
public sealed record HandoffFailed : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "handoff_failed";

    /// <summary>Who should have taken over.</summary>
    public required string To { get; init; }

    /// <summary>The kind of failure.</summary>
    public required string Error { get; init; }
}
