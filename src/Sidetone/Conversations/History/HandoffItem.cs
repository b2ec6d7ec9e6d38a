namespace Sidetone.Conversations;

/// <summary>The caller was handed to another agent.</summary>
/// <param name="Seq">The event that it came with.</param>
/// <param name="From">Who left.</param>
/// <param name="To">Who took over.</param>
public sealed record HandoffItem(long Seq, string From, string To) : HistoryItem(Seq);
