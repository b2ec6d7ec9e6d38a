using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>An attempt to run the handler begins. Recorded before the handler sees the call.</summary>
public sealed record ToolCallStarted : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "tool_call_started";

    /// <summary>The call.</summary>
    public required CallId Call { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Milliseconds from the request to here.</summary>
    public double QueuedMs { get; init; }
}
