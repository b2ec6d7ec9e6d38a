using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A call repeats an earlier one, and waits for its outcome instead of running.</summary>
public sealed record ToolCallJoined : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "tool_call_joined";

    /// <summary>The call.</summary>
    public required CallId Call { get; init; }

    /// <summary>The call that runs.</summary>
    public required CallId To { get; init; }
}
