namespace Sidetone.Conversations;

/// <summary>Something said.</summary>
/// <param name="Seq">The event that it came with.</param>
/// <param name="Role">Who said it: <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">The words; of an interrupted message only those that were said.</param>
/// <param name="Interrupted">It was cut off.</param>
public sealed record MessageItem(long Seq, string Role, string Text, bool Interrupted = false) : HistoryItem(Seq);
