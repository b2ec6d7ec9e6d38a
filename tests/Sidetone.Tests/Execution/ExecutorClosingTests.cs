using Sidetone.Conversations;
using Sidetone.Testing;
using Sidetone.Tests.Sessions;

namespace Sidetone.Tests.Execution;

public sealed class ExecutorClosingTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly VirtualTime _time = new();
    private readonly TroubledLog _log = new();
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource _never = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_waits_for_a_call_is_told_when_the_log_hangs_and_what_runs_is_told_to_stop()
    {
        var told = new TaskCompletionSource();
        var writes = new TestTool("writes", async (_, run) =>
        {
            await using var registration = run.CancellationToken.Register(told.SetResult);
            _started.SetResult();
            await _never.Task;
            return default;
        });
        var executor = Executor(writes);
        var running = executor.CallAsync("writes", "{}", Cancel).AsTask();
        await _started.Task;
        _log.Hold();
        var waiting = executor.CallAsync("writes", """{"other":1}""", Cancel).AsTask();
        await CloseAsync(executor);
        Assert.Equal((Outcome.Faulted, "log"), await OutcomeAsync(waiting));
        Assert.Equal((Outcome.Faulted, "log"), await OutcomeAsync(running));
        await told.Task.WaitAsync(s_patience, Cancel);
        Assert.Equal((Outcome.Faulted, "log"), await OutcomeAsync(executor.CallAsync("writes", "{}", Cancel).AsTask()));
    }

    [Fact]
    public async Task What_was_accepted_before_the_end_still_runs_unless_it_only_reads()
    {
        var gate = new TaskCompletionSource();
        var writes = new TestTool("writes", async (_, _) =>
        {
            _started.TrySetResult();
            await gate.Task;
            return ToolResult.Text("written");
        });
        var executor = new ToolExecutor([writes, TestTool.Returns("reads", "read", new() { Effect = Effect.ReadOnly })], null, new() { Time = _time, Limits = new() { MaxParallelCalls = 1 } });
        var first = executor.CallAsync("writes", """{"n":1}""", Cancel).AsTask();
        await _started.Task;
        var second = executor.CallAsync("writes", """{"n":2}""", Cancel).AsTask();      // waits for room
        var third = executor.CallAsync("reads", "{}", Cancel).AsTask();
        var closing = executor.DisposeAsync().AsTask();
        Assert.Equal((Outcome.Cancelled, "closing"), await OutcomeAsync(third));
        gate.SetResult();
        Assert.Equal(("written", "written"), ((await first.WaitAsync(s_patience, Cancel)).Output, (await second.WaitAsync(s_patience, Cancel)).Output));
        await closing.WaitAsync(s_patience, Cancel);
    }

    [Fact]
    public async Task Who_closes_second_waits_as_long_as_who_closes_first()
    {
        var gate = new TaskCompletionSource();
        var executor = Executor();
        await executor.SetupAsync([new Troubled("crm") { Close = _ => gate.Task }], Cancel);
        var first = executor.DisposeAsync().AsTask();
        var second = executor.DisposeAsync().AsTask();
        Assert.False(second.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(first, second).WaitAsync(s_patience, Cancel);
    }

    [Fact]
    public async Task A_call_that_was_refused_is_not_remembered_as_received()
    {
        var executor = Executor(TestTool.Returns("writes", "written"));
        var request = new ToolRequest("writes", "{}"u8.ToArray());
        await executor.CallAsync(request with { Id = "a" }, Cancel);
        await CloseAsync(executor);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal((Outcome.Denied, "closing"), await OutcomeAsync(executor.CallAsync(request with { Id = "b" }, Cancel).AsTask()));
            Assert.Equal((Outcome.Duplicate, "repeated"), await OutcomeAsync(executor.CallAsync(request with { Id = "a" }, Cancel).AsTask()));
        }
    }

    [Fact]
    public async Task A_toolset_that_never_sets_up_is_given_up_and_closed_when_it_does_after_all()
    {
        await using var executor = Executor();
        var crm = new Troubled("crm") { Setup = _ => _never.Task };
        var setup = executor.SetupAsync([crm], Cancel);
        _time.Advance(new ToolExecutorOptions().SetupTimeout);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => setup.WaitAsync(s_patience, Cancel));
        Assert.Contains("'crm' is required and did not set up in time", failure.Message, StringComparison.Ordinal);
        _never.SetResult();
        await UntilAsync(() => crm.Closes == 1);
    }

    [Fact]
    public async Task A_toolset_that_still_sets_up_when_the_executor_closes_is_closed_once()
    {
        var executor = Executor();
        var gate = new TaskCompletionSource();
        var crm = new Troubled("crm") { Setup = _ => gate.Task };
        var setup = executor.SetupAsync([crm], Cancel);
        await CloseAsync(executor);
        await Assert.ThrowsAsync<InvalidOperationException>(() => setup.WaitAsync(s_patience, Cancel));
        gate.SetResult();
        await UntilAsync(() => crm.Closes == 1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => executor.SetupAsync([new Troubled("late")], Cancel));
        Assert.Equal((1, 1), (crm.SetUps, crm.Closes));
    }

    [Fact]
    public async Task Toolsets_of_a_set_up_that_failed_are_closed_and_forgotten()
    {
        await using var executor = Executor(TestTool.Returns("own", ""));
        var clashes = new Troubled("clashes") { Tools = [TestTool.Returns("own", "")] };
        await Assert.ThrowsAsync<ArgumentException>(() => executor.SetupAsync([clashes], Cancel));
        var ready = new Troubled("ready") { Tools = [TestTool.Returns("ready", "")] };
        var broken = new Troubled("broken") { Setup = _ => Task.FromException(new IOException("not there")) };
        await Assert.ThrowsAsync<InvalidOperationException>(() => executor.SetupAsync([ready, broken], Cancel));
        Assert.Equal((1, 1, 0), (clashes.Closes, ready.Closes, broken.Closes));
        executor.UpdateTools([TestTool.Returns("own", ""), TestTool.Returns("other", "")]);
        Assert.Equal(["own", "other"], executor.Tools.Keys);
    }

    [Fact]
    public async Task What_is_being_set_up_is_closed_before_the_executor_is()
    {
        var gate = new TaskCompletionSource();
        var ready = new Troubled("ready") { Close = _ => gate.Task };
        var slow = new Troubled("slow") { Setup = token => Task.Delay(Timeout.Infinite, token) };
        var executor = Executor();
        var setup = executor.SetupAsync([ready, slow], Cancel);
        var closing = executor.DisposeAsync().AsTask();
        await UntilAsync(() => ready.Closes == 1);
        for (var i = 0; i < 1000; i++)
            await Task.Yield();
        Assert.False(closing.IsCompleted);
        gate.SetResult();
        await closing.WaitAsync(s_patience, Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => setup.WaitAsync(s_patience, Cancel));
    }

    [Fact]
    public async Task A_toolset_that_hangs_as_it_closes_after_a_set_up_that_was_given_up_keeps_nobody()
    {
        var hangs = new Troubled("hangs") { Close = _ => _never.Task };
        var slow = new Troubled("slow") { Setup = token => Task.Delay(Timeout.Infinite, token) };
        var executor = Executor();
        var setup = executor.SetupAsync([hangs, slow], Cancel);
        await CloseAsync(executor);
        await InTimeAsync(setup);       // closing what it had set up has a bound of its own
        await Assert.ThrowsAsync<InvalidOperationException>(() => setup.WaitAsync(s_patience, Cancel));
    }

    [Fact]
    public async Task Toolsets_close_side_by_side_and_one_that_hangs_takes_nobody_elses_time()
    {
        var executor = Executor();
        var inTime = new List<string>();
        Troubled Closing(string id, params Toolset[] within) => new(id)
        {
            Within = within,
            Close = token =>
            {
                if (!token.IsCancellationRequested)
                    inTime.Add(id);
                return Task.CompletedTask;
            },
        };
        await executor.SetupAsync([new Troubled("hangs") { Close = _ => _never.Task }], Cancel);
        await executor.SetupAsync([Closing("first"), Closing("outer", Closing("inner"))], Cancel);
        await CloseAsync(executor);
        Assert.Equal(["first", "inner", "outer"], inTime.Order());
        Assert.True(inTime.IndexOf("outer") < inTime.IndexOf("inner"));
    }

    [Fact]
    public async Task A_toolset_may_wait_for_another_thread_that_changes_the_tools_while_it_closes()
    {
        var executor = Executor();
        var hasChanged = false;
        var changes = new Troubled("changes")
        {
            Close = _ =>
            {
                var thread = new Thread(() => executor.UpdateTools([]));
                thread.Start();
                hasChanged = thread.Join(s_patience);
                return Task.CompletedTask;
            },
        };
        await executor.SetupAsync([changes], Cancel);
        await CloseAsync(executor);
        Assert.True(hasChanged);
    }

    [Fact]
    public async Task A_handler_that_calls_its_own_executor_has_its_time_when_no_other_may_run()
    {
        ToolExecutor? executor = null;
        Task<ToolResult>? inner = null;
        var outer = new TestTool("outer", async (_, run) =>
        {
            inner = executor!.CallAsync("inner", "{}", CancellationToken.None).AsTask();
            _started.SetResult();
            return await inner.WaitAsync(run.CancellationToken);
        }, new() { Timeout = TimeSpan.FromSeconds(30) });
        executor = new([outer, TestTool.Returns("inner", "in")], null, new() { Time = _time, Limits = new() { MaxParallelCalls = 1 } });
        var waiting = executor.CallAsync("outer", "{}", Cancel).AsTask();
        await _started.Task;
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(Outcome.TimedOut, (await waiting.WaitAsync(s_patience, Cancel)).Outcome);
        Assert.Equal("in", (await inner!.WaitAsync(s_patience, Cancel)).Output);
        await CloseAsync(executor);
    }

    [Fact]
    public async Task An_interruption_of_nothing_is_not_recorded()
    {
        var gate = new TaskCompletionSource();
        var executor = Executor(new TestTool("writes", async (_, _) =>
        {
            _started.SetResult();
            await gate.Task;
            return default;
        }));
        executor.Interrupt();
        var waiting = executor.CallAsync("writes", "{}", Cancel).AsTask();
        await _started.Task;
        for (var i = 0; i < 100; i++)
            executor.Interrupt();
        gate.SetResult();
        await waiting;
        await CloseAsync(executor);
        Assert.Single(_log.Events.OfType<InterruptionRequested>());
    }

    [Fact]
    public async Task Storms_of_calls_tools_and_interruptions_from_many_threads_keep_the_law()
    {
        var log = new MemoryLog();
        var executor = new ToolExecutor([], null, new() { Log = log, Limits = new() { MaxOpenCalls = 20, MaxParallelCalls = 3 } });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                executor.UpdateTools([TestTool.Returns("reads", "", new() { Effect = Effect.ReadOnly }), new TestTool($"writes_{i % 3}", async (_, _) =>
                {
                    await Task.Yield();
                    return default;
                })]);
                var call = executor.CallAsync(new ToolRequest($"writes_{i % 3}", "{}"u8.ToArray()) { Id = $"{i}", ResponseId = $"{i / 4}" }, Cancel);
                await executor.CallAsync("reads", "{}", Cancel);
                executor.Interrupt();
                await call;
            }
        }, Cancel)));
        await executor.DisposeAsync();
        var events = log.Events;
        Assert.Equal(100, events.OfType<ToolCallRequested>().Count(request => request.ProviderId is not null));
        Assert.Equal(events.OfType<ToolCallRequested>().Select(request => request.Call.Number), events.OfType<ToolCallEnded>().Select(ended => ended.Call.Number).Order());
        Assert.Equal(executor.Tools.Keys, events.OfType<AgentConfigured>().Last().Tools.Select(tool => tool.Name));
        Assert.Null(Replay.Run(events).Divergence);
    }

    private ToolExecutor Executor(params Tool[] tools) => new(tools, null, new() { Log = _log, Time = _time });

    private static async Task<(Outcome Outcome, string? Reason)> OutcomeAsync(Task<ToolResult> call)
    {
        var result = await call.WaitAsync(s_patience, Cancel);
        return (result.Outcome, result.Reason);
    }

    private Task CloseAsync(ToolExecutor executor) => InTimeAsync(executor.DisposeAsync().AsTask());

    // While it goes on, time does.
    private Task InTimeAsync(Task task) => UntilAsync(() =>
    {
        if (!task.IsCompleted)
            _time.Advance(TimeSpan.FromSeconds(1));
        return task.IsCompleted;
    });

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; !holds(); i++)
        {
            Assert.True(i < 100_000, "It does not come to that.");
            await Task.Yield();
        }
    }
}
