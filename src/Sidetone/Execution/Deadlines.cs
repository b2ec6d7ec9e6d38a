using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>All times of one conversation behind one timer, set to the earliest. A time of a call that has ended, or of a model's step before
/// the last, is dropped when it comes to the front: what ends in time leaves nothing behind.</summary>
internal sealed class Deadlines(TimeProvider time, Action<TimerKind, int> elapsed) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(TimerKind Kind, int Number, CallRecord? Call), long> _due = new();
    private ITimer? _timer;
    private int _step;
    private long _armed = long.MaxValue;
    private bool _disposed;

    /// <summary>Adds a time. Runs on the loop.</summary>
    public void Add(TimerKind kind, int number, CallRecord? call, TimeSpan after)
    {
        // Half of all time is as good as never, and leaves room to add to it.
        var due = time.GetTimestamp() + (long)Math.Min(after.TotalSeconds * time.TimestampFrequency, long.MaxValue / 2);
        lock (_gate)
        {
            if (kind == TimerKind.Model)
                _step = number;
            while (_due.TryPeek(out var first, out _) && (first.Call is { IsEnded: true } || (first.Kind == TimerKind.Model && first.Number != _step)))
                _due.Dequeue();
            _due.Enqueue((kind, number, call), due);
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
            (TimerKind Kind, int Number, CallRecord? Call) over;
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
