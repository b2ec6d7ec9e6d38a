namespace Sidetone.Testing;

/// <summary>Time that stands still until a test advances it. Timers, <c>Task.Delay(…, time)</c> and
/// <c>new CancellationTokenSource(…, time)</c> go by it, in the order in which they are due.</summary>
/// <example><code>
/// var time = new VirtualTime();
/// var tea = Task.Delay(TimeSpan.FromMinutes(4), time);
/// time.Advance(TimeSpan.FromMinutes(4));
/// await tea;      // at once
/// </code></example>
/// <remarks>In a <see cref="SessionTest"/> use its <see cref="SessionTest.AdvanceAsync"/>: it lets the session come to rest before and after each timer.</remarks>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<VirtualTimer.Firing, (long Due, long Order)> _timers = new();
    private readonly long _start;
    private long _now;
    private long _order;

    /// <summary>Makes a time.</summary>
    /// <param name="start">Where it begins. Default: the first moment of 2026.</param>
    public VirtualTime(DateTimeOffset? start = null) => _now = _start = (start ?? new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).UtcTicks;

    /// <summary>How far it has been advanced.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC: a test does not depend on where it runs.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _now) - _start;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Advances time. Timers that come due fire on this thread, each at its own moment.</summary>
    /// <param name="by">By how much; zero fires what is due now.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = GetUtcNow() + by;
        while (TryGoToNext(until) is { } fire)
            fire();
        GoTo(until);
    }

    /// <summary>Goes to the moment of the next timer, if that is not after <paramref name="until"/>, and hands out what it does.</summary>
    internal Action? TryGoToNext(DateTimeOffset until)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out var firing, out var at))
            {
                if (firing.IsCurrent && at.Due > until.UtcTicks)
                    return null;
                _timers.Dequeue();
                if (!firing.IsCurrent)
                    continue;
                _now = Math.Max(_now, at.Due);
                return firing.Fire;
            }
            return null;
        }
    }

    internal void GoTo(DateTimeOffset moment)
    {
        lock (_gate)
            _now = Math.Max(_now, moment.UtcTicks);
    }

    internal void Add(VirtualTimer.Firing firing, TimeSpan after)
    {
        lock (_gate)
            _timers.Enqueue(firing, (_now + after.Ticks, _order++));
    }
}
