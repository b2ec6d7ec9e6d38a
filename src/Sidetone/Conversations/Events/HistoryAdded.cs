using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The model is to know of something that did not happen in this conversation: what an earlier one amounts to, what happened elsewhere.</summary>
public sealed record HistoryAdded : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "history_added";

    /// <summary>What it is, in order.</summary>
    public required IReadOnlyList<AddedItem> Items { get; init; }
}
