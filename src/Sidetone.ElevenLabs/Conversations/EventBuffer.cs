using System.Runtime.CompilerServices;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>The events that one reader has not read yet. It is bounded: for a reader that is too slow the oldest make room, and it is told.</summary>
internal sealed class EventBuffer(int maxEvents, long maxBytes)
{
    private const int BytesOfAnyEvent = 256;

    private readonly Lock _gate = new();
    private readonly Queue<(AgentEvent Event, long Bytes)> _events = new();
    private TaskCompletionSource? _waiting;
    private long _bytes;
    private int _missed;
    private bool _isComplete;

    /// <summary>Adds an event. Nothing comes after <see cref="ConversationEnded"/>.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="bytes">About how much it holds.</param>
    public void Add(AgentEvent happened, int bytes)
    {
        lock (_gate)
        {
            if (_isComplete)
                return;
            _events.Enqueue((happened, bytes + BytesOfAnyEvent));
            _bytes += bytes + BytesOfAnyEvent;
            _isComplete = happened is ConversationEnded;
            while (_events.Count > 1 && (_events.Count > maxEvents || _bytes > maxBytes))
            {
                _bytes -= _events.Dequeue().Bytes;
                _missed++;
            }
            _waiting?.TrySetResult();
            _waiting = null;
        }
    }

    public async IAsyncEnumerable<AgentEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Take(out var waiting) is { } happened)
            {
                yield return happened;
                if (happened is ConversationEnded)
                    yield break;
            }
            else if (waiting is null)
            {
                yield break;
            }
            else
            {
                await using var registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), waiting).ConfigureAwait(false);
                await waiting.Task.ConfigureAwait(false);
            }
        }
    }

    private AgentEvent? Take(out TaskCompletionSource? waiting)
    {
        waiting = null;
        lock (_gate)
        {
            if (_missed > 0)
            {
                var missed = new EventsMissed(_missed);
                _missed = 0;
                return missed;
            }
            if (_events.TryDequeue(out var next))
            {
                _bytes -= next.Bytes;
                return next.Event;
            }
            if (!_isComplete)
            {
                if (_waiting is null or { Task.IsCompleted: true })
                    _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _waiting;
            }
            return null;
        }
    }
}
