namespace Sidetone.Conversations;

/// <summary>What a conversation amounts to: messages, calls and their outputs, handoffs, configurations. Each is there once, a call before its output.</summary>
/// <param name="Seq">The event that it came with.</param>
public abstract record HistoryItem(long Seq);
