using Sidetone.Conversations;

namespace Sidetone.Sessions;

/// <summary>What did not happen in this conversation.</summary>
internal sealed record AddedEntry(IReadOnlyList<AddedItem> Items) : ContextEntry;
