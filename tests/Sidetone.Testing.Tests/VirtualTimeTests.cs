namespace Sidetone.Testing.Tests;

public sealed class VirtualTimeTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void Time_stands_still_until_it_is_advanced()
    {
        var before = _time.GetUtcNow();
        var stamp = _time.GetTimestamp();
        Assert.Equal(before, _time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(90), _time.GetUtcNow() - before);
        Assert.Equal(TimeSpan.FromSeconds(90), _time.GetElapsedTime(stamp));
        Assert.Equal(TimeSpan.FromSeconds(90), _time.Elapsed);
    }

    [Fact]
    public void Timers_fire_in_the_order_in_which_they_are_due_each_at_its_moment()
    {
        var fired = new List<string>();
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var first = Timer("first", 2);
        using var second = Timer("second", 2);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["early at 1", "first at 2", "second at 2", "late at 3"], fired);

        ITimer Timer(string name, int after) =>
            _time.CreateTimer(_ => fired.Add($"{name} at {_time.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(after), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_timer_repeats_changes_and_stops()
    {
        var fired = 0;
        var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, fired);
        Assert.True(timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(3, fired);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(4, fired);
        timer.Change(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(4, fired);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void A_timer_that_is_made_by_a_timer_fires_in_the_same_advance()
    {
        var fired = new List<double>();
        using var first = _time.CreateTimer(
            _ => _time.CreateTimer(_ => fired.Add(_time.Elapsed.TotalSeconds), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan),
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([2], fired);
    }

    [Fact]
    public async Task Delays_and_cancellations_go_by_it()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _time);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(30), _time);
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.True(deadline.IsCancellationRequested);
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(30));
        await delay;
    }

    [Fact]
    public void Time_does_not_go_back() => Assert.Throws<ArgumentOutOfRangeException>(() => _time.Advance(TimeSpan.FromSeconds(-1)));
}
