using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>All times of one conversation behind one timer, set to the earliest. Nothing is removed when it is no longer needed:
/// a time that means nothing any more is dropped when it is over.</summary>
internal sealed class Deadlines(TimeProvider time, Action<TimerKind, int> elapsed) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(TimerKind Kind, int Number), long> _due = new();
    private ITimer? _timer;
    private long _armed = long.MaxValue;
    private bool _disposed;

    public void Add(TimerKind kind, int number, TimeSpan after)
    {
        // Half of all time is as good as never, and leaves room to add to it.
        var due = time.GetTimestamp() + (long)Math.Min(after.TotalSeconds * time.TimestampFrequency, long.MaxValue / 2);
        lock (_gate)
        {
            _due.Enqueue((kind, number), due);
            Arm();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Arm()
    {
        if (_disposed || !_due.TryPeek(out _, out var due) || due >= _armed)
            return;
        _armed = due;
        var ticks = due - time.GetTimestamp();
        var after = TimeSpan.FromSeconds(Math.Max(0, (double)ticks / time.TimestampFrequency));
        // Rounded up to the timer's resolution, so that it does not fire a moment before what it is for.
        after = TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(after.TotalMilliseconds), int.MaxValue));
        if (_timer is null)
            _timer = CreateTimer(after);
        else
            _timer.Change(after, Timeout.InfiniteTimeSpan);
    }

    private ITimer CreateTimer(TimeSpan after)
    {
        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(static state => ((Deadlines)state!).Fire(), this, after, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        while (true)
        {
            (TimerKind Kind, int Number) over;
            lock (_gate)
            {
                _armed = long.MaxValue;
                if (_disposed || !_due.TryPeek(out over, out var due) || due > time.GetTimestamp())
                {
                    Arm();
                    return;
                }
                _due.Dequeue();
            }
            elapsed(over.Kind, over.Number);
        }
    }
}
