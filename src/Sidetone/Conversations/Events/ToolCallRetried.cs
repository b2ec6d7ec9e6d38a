using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A call asks again for what an earlier one did or did not do, nobody knows: it runs with the idempotency key of that one.</summary>
public sealed record ToolCallRetried : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "tool_call_retried";

    /// <summary>The call.</summary>
    public required CallId Call { get; init; }

    /// <summary>The call whose key it has.</summary>
    public required CallId Of { get; init; }
}
