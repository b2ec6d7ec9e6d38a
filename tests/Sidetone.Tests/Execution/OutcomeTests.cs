using Microsoft.Extensions.DependencyInjection;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

public sealed class OutcomeTests
{
    private static readonly ToolPolicy s_oneSecond = new() { Timeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task A_handler_that_returns_after_its_deadline_is_completed_although_it_was_cancelled()
    {
        await using var test = await StartAsync(s_oneSecond);
        var mock = test.Mock("acts").IgnoresCancellation();
        var run = test.Session.RunAsync("Go.");
        await mock.Started;
        await test.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.True(mock.Calls[0].CancellationToken.IsCancellationRequested);
        mock.Complete("acted");
        Assert.Equal((Outcome.Completed, "acted"), (await run) is { Calls: [var call] } ? (call.Outcome, call.Output) : default);
    }

    [Theory]
    [InlineData(Effect.Mutating, "It may still take effect: do not repeat it")]
    [InlineData(Effect.ReadOnly, "was given up")]
    public async Task One_that_hangs_beyond_its_grace_has_timed_out_and_is_noted_once_when_it_settles(Effect effect, string words)
    {
        await using var test = await StartAsync(s_oneSecond with { Effect = effect }, "Sorry.", "Yes?");
        var mock = test.Mock("acts").IgnoresCancellation();
        var run = test.Session.RunAsync("Go.");
        await mock.Started;
        await test.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(Outcome.TimedOut, (await run).Calls[0].Outcome);
        Assert.Contains(words, (await run).Calls[0].Output, StringComparison.Ordinal);
        mock.Complete("acted");
        await test.SettleAsync();
        await test.Session.RunAsync("Well?");
        Assert.Single(test.Events.OfType<ToolCallLateResult>());
        Assert.Contains(test.Model.Requests[^1].Messages, message => message.Text.Contains("c1 (acts) was given up earlier, but came to an end after all", StringComparison.Ordinal));
        Assert.Single(test.Session.History.OfType<OutputItem>());
    }

    [Fact]
    public async Task A_call_that_was_given_up_says_how_long_it_had_run()
    {
        await using var test = await StartAsync(s_oneSecond, "Sorry.");
        var mock = test.Mock("acts").IgnoresCancellation();
        var run = test.Session.RunAsync("Go.");
        await mock.Started;
        await test.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(3), (await run).Calls[0].Duration);     // its second, and the grace
        Assert.Equal(3000, test.Events.OfType<ToolCallEnded>().Single().DurationMs);
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task An_operation_cancelled_without_our_signal_is_a_fault()
    {
        await using var test = await StartAsync(new());
        test.Mock("acts").Fails(new OperationCanceledException());
        Assert.Equal(Outcome.Faulted, (await test.Session.RunAsync("Go.")).Calls[0].Outcome);
    }

    [Fact]
    public async Task An_approval_that_never_comes_ends_the_call_unstarted_and_a_late_one_starts_nothing()
    {
        var approval = new Gate();
        await using var test = await StartAsync(new(), filters: [new Approval(approval)]);
        var mock = test.Mock("acts").Returns("acted");
        var run = test.Session.RunAsync("Go.");
        await test.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((Outcome.TimedOut, "not_started"), (await run) is { Calls: [var call] } ? (call.Outcome, call.Reason) : default);
        approval.Open();
        await test.SettleAsync();
        Assert.Empty(mock.Calls);
        Assert.Empty(test.Events.OfType<ToolCallStarted>());
    }

    [Fact]
    public async Task A_call_that_waits_for_its_approval_when_the_caller_speaks_is_cancelled_and_never_lost()
    {
        var approval = new Gate();
        await using var test = await StartAsync(new() { Interruption = OnInterruption.Protect }, "Yes?", filters: [new Approval(approval)]);
        var mock = test.Mock("acts").Returns("acted");
        var run = test.Session.RunAsync("Go.");
        await approval.Reached;
        await test.Session.RunAsync("Stop!");
        approval.Open();
        await test.SettleAsync();
        Assert.Equal(Outcome.Cancelled, (await run).Calls[0].Outcome);
        Assert.Empty(mock.Calls);
    }

    [Fact]
    public async Task Only_what_may_be_repeated_is_retried_with_the_same_key_and_each_attempt_is_recorded()
    {
        await using var test = await StartAsync(new() { Effect = Effect.Idempotent, MaxAttempts = 3 });
        var mock = test.Mock("acts").Returns((Func<MockCall, object?>)(call => call.Attempt < 3 ? throw new IOException() : "acted"));
        var run = test.Session.RunAsync("Go.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(Outcome.Completed, (await run).Calls[0].Outcome);
        Assert.Equal([1, 2, 3], test.Events.OfType<ToolCallStarted>().Select(started => started.Attempt));
        Assert.Single(mock.Calls.Select(call => call.IdempotencyKey).Distinct());
        Assert.Throws<ArgumentException>(() => TestTool.Returns("writes", "", new() { MaxAttempts = 2 }));
    }

    [Fact]
    public async Task A_cancellation_between_two_attempts_ends_the_call()
    {
        await using var test = await StartAsync(new() { Effect = Effect.ReadOnly, MaxAttempts = 9 }, "Yes?");
        var mock = test.Mock("acts").Fails(new IOException());
        var run = test.Session.RunAsync("Go.");
        await mock.Started;
        await test.Session.InterruptAsync(TestContext.Current.CancellationToken);
        await test.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Single(mock.Calls);
        Assert.Single((await run).StillRunning);
        Assert.Equal(Outcome.Cancelled, test.Events.OfType<ToolCallEnded>().Single().Outcome);
    }

    [Fact]
    public async Task A_scope_is_kept_until_the_handler_settles_and_is_disposed_once()
    {
        Disposable? service = null;
        var gate = new Gate();
        var tool = new TestTool("acts", async (_, run) =>
        {
            service = (Disposable)run.Services.GetService(typeof(Disposable))!;
            await gate.PassAsync(default);
            Assert.Same(service, run.Services.GetService(typeof(Disposable)));
            return ToolResult.Text("acted");
        }, s_oneSecond);
        var services = new ServiceCollection().AddScoped<Disposable>().BuildServiceProvider();
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, new ScriptedModel().Calls("acts").Says("Sorry."), services);
        var run = test.Session.RunAsync("Go.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(4));
        Assert.Equal(Outcome.TimedOut, (await run).Calls[0].Outcome);
        Assert.Equal(0, service!.Times);
        gate.Open();
        await test.SettleAsync();
        Assert.Equal(1, service.Times);
    }

    [Fact]
    public async Task An_output_is_cut_between_characters_and_says_so()
    {
        await using var test = await StartAsync(new() { MaxOutputBytes = 256 });
        test.Mock("acts").Returns(string.Concat(Enumerable.Repeat("€", 300)));
        var output = (await test.Session.RunAsync("Go.")).Calls[0].Output!;
        Assert.DoesNotContain('\uFFFD', output);
        Assert.EndsWith("[cut: the first part of 900 bytes]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zero_false_and_the_empty_text_are_results_and_nothing_is_silence()
    {
        foreach (var (value, output) in new (object?, string)[] { (0, "0"), (false, "false"), ("", ""), (Array.Empty<int>(), "[]") })
        {
            await using var test = await StartAsync(new());
            test.Mock("acts").Returns(value);
            Assert.Equal((output, "Done."), (await test.Session.RunAsync("Go.")) is { Calls: [var call], Text: var text } ? (call.Output, text) : default);
        }
        await using var silent = await StartAsync(new());
        silent.Mock("acts").Returns((object?)null);
        Assert.Equal(TurnEnd.Silent, (await silent.Session.RunAsync("Go.")).Reason);
    }

    private static Task<SessionTest> StartAsync(ToolPolicy policy, string first = "Done.", string second = "Yes?", IReadOnlyList<ToolFilter>? filters = null) =>
        SessionTest.StartAsync(
            new Agent("x") { Tools = [TestTool.Returns("acts", "", policy)] },
            new ScriptedModel().Calls("acts").Says(first).Otherwise().Says(second),
            options: o => o with { Filters = filters ?? [] });

    private sealed class Approval(Gate gate) : ToolFilter
    {
        public override async ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
        {
            await gate.PassAsync(default);
            return await next();
        }
    }

    private sealed class Disposable : IDisposable
    {
        public int Times { get; private set; }

        public void Dispose() => Times++;
    }

    [Fact]
    public async Task A_call_that_still_runs_says_so_until_it_has_an_outcome()
    {
        var model = new ScriptedModel().Calls("writes").Says("Yes?");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("writes", "written")] }, model);
        var mock = test.Mock("writes");
        var first = test.Session.RunAsync("Go.");
        await mock.Started;
        await test.Session.RunAsync("Hello?");
        Assert.Equal((Outcome.Running, null), (await first) is { Calls: [var call] } ? (call.Outcome, call.Output) : default);
        mock.Complete("written");
    }

    [Theory]
    [InlineData("running")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_end_is_never_recorded_as_one(string? value)
    {
        var outcome = value is null ? default : new Outcome(value);
        Assert.Throws<ArgumentException>(() => new ToolCallEnded { Call = new(1), Outcome = outcome });
        Assert.Throws<ArgumentException>(() => new ToolCallLateResult { Call = new(1), Outcome = outcome });
        var line = $$$"""{"v":1,"seq":1,"at":"2026-01-01T00:00:00Z","type":"tool_call_ended","data":{"call":"c1","outcome":"{{{value}}}"}}""";
        Assert.Throws<System.Text.Json.JsonException>(() => EventJson.Read(System.Text.Encoding.UTF8.GetBytes(line)));
    }

    [Fact]
    public async Task The_default_result_is_nothing_and_completed()
    {
        Assert.Equal((Outcome.Completed, true, true, ""), (default(ToolResult).Outcome, default(ToolResult).IsNothing, default(ToolResult).IsText, default(ToolResult).Output));
        var model = new ScriptedModel().Calls("writes");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [new TestTool("writes", (_, _) => default)] }, model);
        var result = await test.Session.RunAsync("Go.");
        Assert.Equal((Outcome.Completed, TurnEnd.Silent), (result.Calls[0].Outcome, result.Reason));
    }

    [Fact]
    public async Task What_a_task_failed_with_is_told_where_the_handler_waited_for_its_result()
    {
        var asks = new TestTool("asks", (_, _) => new(Task.FromException<ToolResult>(new ToolException("There is no such order.")).Result));
        await using var executor = new ToolExecutor([asks]);
        var result = await executor.CallAsync("asks", "{}", TestContext.Current.CancellationToken);
        Assert.Equal((Outcome.Refused, "There is no such order."), (result.Outcome, result.Output));
    }

    [Fact]
    public async Task An_undo_that_is_not_possible_says_why()
    {
        var reverses = new TestTool("reverses", (_, _) => new(ToolResult.Text("done")), new() { Effect = Effect.Reversible }, _ => new(ToolResult.Text("undone")));
        var refuses = new TestTool("refuses", (_, _) => throw new ToolException("No."), new() { Effect = Effect.Reversible }, _ => new(ToolResult.Text("undone")));
        var model = new ScriptedModel().Calls("reverses").AndCalls("refuses").AndCalls("writes").AndCalls("runs").Says("Done.");
        await using var test = await SessionTest.StartAsync(
            new Agent("x") { Tools = [reverses, refuses, TestTool.Returns("writes", "written"), new TestTool("runs", (_, _) => default, new() { Effect = Effect.Reversible }, _ => default)] }, model);
        var runs = test.Mock("runs");
        _ = test.Session.RunAsync("Go.");
        await runs.Started;
        await test.SettleAsync();
        Assert.Equal("undone", (await test.Session.UndoAsync(new(1))).Output);
        Assert.Equal("c1 (reverses) cannot be taken back: it was taken back already, or is being.", (await test.Session.UndoAsync(new(1))).Output);
        Assert.Equal("c2 (refuses) cannot be taken back: it ended as refused.", (await test.Session.UndoAsync(new(2))).Output);
        Assert.Equal("c3 (writes) cannot be taken back: its tool is not Reversible, and has no undo.", (await test.Session.UndoAsync(new(3))).Output);
        Assert.Equal("c4 (runs) cannot be taken back: it still runs.", (await test.Session.UndoAsync(new(4))).Output);
        Assert.Equal("c5 (reverses) cannot be taken back: it takes back another call itself.", (await test.Session.UndoAsync(new(5))).Output);
        Assert.Equal("There is no call c9.", (await test.Session.UndoAsync(new(9))).Output);
        runs.Complete();
        await test.DisposeAsync();
        Assert.Equal("c1 (reverses) cannot be taken back: the session is closed, or closing.", (await test.Session.UndoAsync(new(1))).Output);
    }
}
