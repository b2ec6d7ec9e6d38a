namespace Sidetone.Testing;

/// <summary>A timer on virtual time. Runs in the context in which it was made, as the system's do.</summary>
internal sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private TimeSpan _period;
    private int _version;       // what was armed before a change means nothing any more
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
            return false;
        var version = Interlocked.Increment(ref _version);
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan)
            time.Add(new(this, version), dueTime);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        Interlocked.Increment(ref _version);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Fire(Firing firing)
    {
        if (!firing.IsCurrent)
            return;
        if (_period > TimeSpan.Zero)
            time.Add(firing, _period);
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, static timer => ((VirtualTimer)timer!).Call(), this);
    }

    private void Call() => callback(state);

    /// <summary>One arming of a timer.</summary>
    internal sealed class Firing(VirtualTimer timer, int version)
    {
        public bool IsCurrent => Volatile.Read(ref timer._version) == version;

        public void Fire() => timer.Fire(this);
    }
}
