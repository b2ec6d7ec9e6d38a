using Sidetone.Conversations;

namespace Sidetone.Testing;

/// <summary>A log that remembers what another has taken, for the expectations of a test.</summary>
internal sealed class RecordingLog(IConversationLog inner) : IConversationLog
{
    private readonly AppendOnlyList<ConversationEvent> _events = new();

    public IReadOnlyList<ConversationEvent> Events => _events.Snapshot();

    public async ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        ConversationEvent[] taken = [.. events];
        await inner.AppendAsync(events, cancellationToken);
        foreach (var happened in taken)
            _events.Add(happened);
    }

    public IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, CancellationToken cancellationToken = default) => inner.ReadAsync(after, follow, cancellationToken);
}
