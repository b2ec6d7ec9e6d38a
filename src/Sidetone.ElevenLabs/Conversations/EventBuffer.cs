using System.Runtime.CompilerServices;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>The events that one reader has not read yet. It is bounded: for a reader that is too slow the oldest make room, and it is told.</summary>
internal sealed class EventBuffer(int maxEvents, long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Queue<AgentEvent> _events = new();
    private TaskCompletionSource? _waiting;
    private long _bytes;
    private int _missed;
    private bool _isComplete;

    /// <summary>Adds an event. Nothing comes after <see cref="ConversationEnded"/>.</summary>
    public void Add(AgentEvent happened)
    {
        lock (_gate)
        {
            if (_isComplete)
                return;
            _events.Enqueue(happened);
            _bytes += Size(happened);
            _isComplete = happened is ConversationEnded;
            while (_events.Count > 1 && (_events.Count > maxEvents || _bytes > maxBytes))
            {
                _bytes -= Size(_events.Dequeue());
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
            if (_events.TryDequeue(out var happened))
            {
                _bytes -= Size(happened);
                return happened;
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

    private static int Size(AgentEvent happened) => happened switch
    {
        AgentAudio audio => audio.Bytes.Length,
        Frame frame => frame.Utf8.Length,
        _ => 0,
    } + 256;
}
