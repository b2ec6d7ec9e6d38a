using Sidetone.Conversations;
using Sidetone.Testing;
using Sidetone.Tests.Sessions;

namespace Sidetone.Tests.Execution;

/// <summary>What begins, or is given up, at the very end.</summary>
public sealed class ClosingCornersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4, 4, "completed", null)]
    [InlineData(60, 6.1, "timed_out", "closing")]
    public async Task An_undo_that_begins_when_the_time_to_finish_is_over_has_a_grace_period_to_come_to_its_end(int seconds, double goBy, string outcome, string? reason)
    {
        var (started, undoing, release) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource<ToolResult>());
        var time = new VirtualTime();
        var tool = Books(started, release.Task, async run =>
        {
            var asking = Task.Delay(TimeSpan.FromSeconds(seconds), time, run.CancellationToken);    // as a request over the network would
            undoing.SetResult();
            await asking;
            return default;
        });
        var limits = new SessionLimits { FinishTimeout = TimeSpan.FromSeconds(1), GracePeriod = TimeSpan.FromSeconds(5) };
        var executor = new ToolExecutor([tool], null, new() { Time = time, Limits = limits });
        var call = executor.CallAsync("books", "{}", Cancel).AsTask();
        await started.Task;
        executor.Interrupt();
        var closing = executor.DisposeAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(4.9));
        release.SetResult(ToolResult.Text("booked"));
        Assert.Equal("booked", (await call).Output);
        await undoing.Task;
        time.Advance(TimeSpan.FromSeconds(goBy));
        await closing.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        var events = ((MemoryLog)executor.Log).Events;
        Assert.Equal((new Outcome(outcome), reason), (events.OfType<ToolCallEnded>().Last().Outcome, events.OfType<ToolCallEnded>().Last().Reason));
        Assert.Equal(2, events.OfType<ToolCallEnded>().Count());
        Assert.Contains(events, happened => happened is SessionClosed);
        Assert.Null(Replay.Run(events).Divergence);
    }

    [Fact]
    public async Task An_undo_that_waits_long_and_then_hangs_does_not_keep_the_end_from_being_recorded()
    {
        var (started, release, undoing) = (new TaskCompletionSource(), new TaskCompletionSource<ToolResult>(), new TaskCompletionSource());
        var (allowing, allowed) = (new TaskCompletionSource(), new TaskCompletionSource());
        var time = new VirtualTime();
        var tool = Books(started, release.Task, async _ =>
        {
            undoing.SetResult();
            await new TaskCompletionSource().Task;
            return default;
        });
        var filter = new Asking(async next =>
        {
            if (release.Task.IsCompleted)
            {
                allowing.SetResult();
                await allowed.Task;
            }
            return await next();
        });
        var limits = new SessionLimits { FinishTimeout = TimeSpan.FromSeconds(1), GracePeriod = TimeSpan.FromSeconds(5) };
        var executor = new ToolExecutor([tool], null, new() { Time = time, Limits = limits, Filters = [filter] });
        var call = executor.CallAsync("books", "{}", Cancel).AsTask();
        await started.Task;
        executor.Interrupt();
        var closing = executor.DisposeAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(4.9));
        release.SetResult(ToolResult.Text("booked"));
        Assert.Equal("booked", (await call).Output);
        await allowing.Task;
        time.Advance(TimeSpan.FromSeconds(4.9));
        allowed.SetResult();
        await undoing.Task;
        time.Advance(TimeSpan.FromSeconds(1.3));
        await closing.WaitAsync(TimeSpan.FromSeconds(20), Cancel);      // no more time goes by
        var events = ((MemoryLog)executor.Log).Events;
        Assert.Equal((Outcome.TimedOut, "closing"), (events.OfType<ToolCallEnded>().Last().Outcome, events.OfType<ToolCallEnded>().Last().Reason));
        Assert.IsType<SessionClosed>(events[^1]);
        Assert.Null(Replay.Run(events).Divergence);
    }

    [Fact]
    public async Task Whoever_gives_up_a_set_up_is_told_that_it_was_cancelled()
    {
        using var giveUp = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var crm = new Troubled("crm")
        {
            Setup = token =>
            {
                begun.SetResult();
                return Task.Delay(Timeout.Infinite, token);
            },
        };
        await using var executor = new ToolExecutor([]);
        var setup = executor.SetupAsync([crm], giveUp.Token);
        await begun.Task;
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setup);
        Assert.Equal(0, crm.Closes);
    }

    [Fact]
    public async Task A_set_up_that_is_under_way_as_the_executor_closes_is_told_so()
    {
        var begun = new TaskCompletionSource();
        var crm = new Troubled("crm")
        {
            Setup = token =>
            {
                begun.SetResult();
                return Task.Delay(Timeout.Infinite, token);
            },
        };
        var executor = new ToolExecutor([]);
        var setup = executor.SetupAsync([crm], Cancel);
        await begun.Task;
        await executor.DisposeAsync();
        Assert.Equal("The executor is closed, or closing.", (await Assert.ThrowsAsync<InvalidOperationException>(() => setup)).Message);
    }

    [Fact]
    public async Task A_session_that_closes_before_it_has_started_has_begun_in_its_log()
    {
        var session = new AgentSession(new ScriptedModel(), new Agent("x"));
        _ = session.StartAsync(Cancel);
        await session.DisposeAsync();
        var events = ((MemoryLog)session.Log).Events;
        Assert.IsType<SessionStarted>(events[0]);
        Assert.IsType<SessionClosed>(events[^1]);
        Assert.Null(Replay.Run(events).Divergence);
    }

    private static TestTool Books(TaskCompletionSource started, Task<ToolResult> booked, Func<RunContext, ValueTask<ToolResult>> undo) => new(
        "books",
        async (_, _) =>
        {
            started.SetResult();
            return await booked;
        },
        new() { Effect = Effect.Reversible, Interruption = OnInterruption.Cancel },
        undo: undo);

    private sealed class Asking(Func<Func<ValueTask<ToolResult>>, Task<ToolResult>> ask) : ToolFilter
    {
        public override ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next) => new(ask(next));
    }
}
