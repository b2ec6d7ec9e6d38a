namespace Sidetone.Conversations;

/// <summary>What an agent's instructions and tools are from here on.</summary>
/// <param name="Seq">The event that it came with.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Instructions">Its instructions.</param>
/// <param name="Added">Tools that were not there before.</param>
/// <param name="Removed">Tools that are gone.</param>
public sealed record ConfigurationItem(long Seq, string Agent, string Instructions, IReadOnlyList<string> Added, IReadOnlyList<string> Removed) : HistoryItem(Seq);
