namespace Sidetone.Conversations;

/// <summary>Something the model is told that nobody said: a late result of a call that already had an outcome, an undo.</summary>
/// <param name="Seq">The event that it came with.</param>
/// <param name="Text">The words.</param>
public sealed record NoteItem(long Seq, string Text) : HistoryItem(Seq);
