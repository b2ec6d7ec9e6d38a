using System.Runtime.CompilerServices;

namespace Sidetone.Conversations;

/// <summary>A log of one conversation in memory: fast, and gone with the process. When it is full, the session fails with a message that says so.</summary>
/// <param name="maxEvents">How many events it takes before the conversation has to end. Default: one million.</param>
public sealed class MemoryLog(int maxEvents = 1_000_000) : IConversationLog
{
    private readonly AppendOnlyList<ConversationEvent> _events = new();
    private volatile TaskCompletionSource? _more;

    /// <summary>What has happened until now, as a view that never changes.</summary>
    public IReadOnlyList<ConversationEvent> Events => _events.Snapshot();

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (Problem(events) is { } problem)
            return ValueTask.FromException(problem);
        for (var i = 0; i < events.Count; i++)
            _events.Add(events[i]);
        Interlocked.Exchange(ref _more, null)?.TrySetResult();
        return default;
    }

    /// <summary>Why the log does not take these events; null when it does.</summary>
    internal InvalidOperationException? Problem(IReadOnlyList<ConversationEvent> events) => events switch
    {
        [var first, ..] when first.Seq != _events.Count + 1 => new($"The log holds {_events.Count} events, and event {first.Seq} does not follow them. Each conversation needs a log of its own."),
        _ when _events.Count + events.Count > maxEvents => new($"The conversation's log is full: {maxEvents} events. Start a new conversation, or give the session a log with more room."),
        _ => null,
    };

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var next = (int)after; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (next < _events.Count)
            {
                var happened = _events[next++];
                yield return happened;
                if (happened is SessionClosed)
                    yield break;
            }
            if (!follow)
                yield break;
            var more = _more ?? Interlocked.CompareExchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _more;
            if (next >= _events.Count && more is not null)
                await more.Task.OrCancelledAsync(cancellationToken);
        }
    }
}
