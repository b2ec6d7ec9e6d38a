using System.Runtime.CompilerServices;

namespace Sidetone.Conversations;

/// <summary>A log of one conversation in memory: fast, and gone with the process. When it is full, the session fails with a message that says so.</summary>
/// <param name="maxEvents">How many events it takes before the conversation has to end. Default: one million.</param>
/// <param name="maxBytes">How many bytes of text, arguments, outputs and shown images it takes, about, before the conversation has to end. Default: 256 MiB.</param>
public sealed class MemoryLog(int maxEvents = 1_000_000, long maxBytes = 256 * 1024 * 1024) : IConversationLog
{
    private readonly AppendOnlyList<ConversationEvent> _events = new();
    private long _bytes;
    private volatile TaskCompletionSource? _more;
    private volatile bool _isClosed;

    /// <summary>What has happened until now, as a view that never changes.</summary>
    public IReadOnlyList<ConversationEvent> Events => _events.Snapshot();

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (Refuses(events, out var bytes) is { } refusal)
            return ValueTask.FromException(refusal);
        _bytes = bytes;
        for (var i = 0; i < events.Count; i++)
        {
            _events.Add(events[i]);
            _isClosed |= events[i] is SessionClosed;
        }
        Interlocked.Exchange(ref _more, null)?.TrySetResult();
        return default;
    }

    /// <summary>Why it does not take these events: a conversation begins with them and there is another, or there is no room. Null when it does.</summary>
    /// <param name="events">The events.</param>
    /// <param name="bytes">What it would hold with them.</param>
    internal InvalidOperationException? Refuses(IReadOnlyList<ConversationEvent> events, out long bytes)
    {
        bytes = _bytes;
        if (events is [{ Seq: 1 }, ..] && _events.Count > 0)
            return new($"The log holds {_events.Count} events of another conversation. Each conversation needs a log of its own.");
        if (_events.Count + events.Count > maxEvents)
            return IsFull($"{maxEvents} events");
        for (var i = 0; i < events.Count; i++)
            bytes += Weight.Of(events[i]);
        return bytes > maxBytes ? IsFull($"{maxBytes} bytes") : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var next = (int)after; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isOver = !follow || _isClosed;      // results may come late: what is there is read, and not waited for
            while (next < _events.Count)
                yield return _events[next++];
            if (isOver)
                yield break;
            var more = _more ?? Interlocked.CompareExchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _more;
            if (next >= _events.Count && !_isClosed && more is not null)
                await more.Task.OrCancelledAsync(cancellationToken);
        }
    }

    private static InvalidOperationException IsFull(string holds) =>
        new($"The conversation's log is full: {holds}. Start a new conversation, or give the session a log with more room.");
}
