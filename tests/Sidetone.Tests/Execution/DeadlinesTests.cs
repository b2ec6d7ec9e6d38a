using Sidetone.Conversations;
using Sidetone.Execution;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

public sealed class DeadlinesTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly VirtualTime _time = new();
    private readonly List<int> _elapsed = [];

    [Fact]
    public void The_time_of_a_call_that_has_ended_is_dropped_when_another_comes()
    {
        using var deadlines = new Deadlines(_time, (_, number) => _elapsed.Add(number));
        deadlines.Add(TimerKind.Deadline, 1, Call(CallState.Ended), s_second);
        deadlines.Add(TimerKind.Deadline, 2, Call(CallState.Running), s_second);
        _time.Advance(s_second);
        Assert.Equal([2], _elapsed);
    }

    [Fact]
    public void Times_of_no_call_and_of_running_calls_elapse_in_their_order()
    {
        using var deadlines = new Deadlines(_time, (_, number) => _elapsed.Add(number));
        deadlines.Add(TimerKind.Deadline, 1, Call(CallState.Running), 3 * s_second);
        deadlines.Add(TimerKind.Model, 2, null, s_second);
        deadlines.Add(TimerKind.Grace, 3, Call(CallState.Running), 2 * s_second);
        _time.Advance(3 * s_second);
        Assert.Equal([2, 3, 1], _elapsed);
    }

    private static CallRecord Call(CallState state) => new(new() { Tool = "acts" }) { State = state };
}
