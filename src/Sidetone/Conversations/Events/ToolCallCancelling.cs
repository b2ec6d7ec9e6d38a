using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A running call was told to stop.</summary>
public sealed record ToolCallCancelling : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "tool_call_cancelling";

    /// <summary>The call.</summary>
    public required CallId Call { get; init; }

    /// <summary>Why.</summary>
    public required CancellationCause CancelledBy { get; init; }
}
