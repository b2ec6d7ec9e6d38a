using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Tests.Sessions;

/// <summary>Models and tools that misbehave, on the real pool: each session ends in its time, keeps the law and leaves nothing behind.</summary>
public sealed class StormTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly MemoryLog _log = new();
    private readonly PoolScheduler _scheduler = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_calls_in_one_response_are_answered_one_by_one_in_order()
    {
        var running = 0;
        var most = 0;
        var tool = new TestTool("writes", async (arguments, _) =>
        {
            Max(ref most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return ToolResult.Text(arguments.GetProperty("n").ToString());
        });
        var calls = Enumerable.Range(0, 200).Select(n => Call($"id{n}", "writes", n));
        await using var session = Session(new Scripted(_ => [new(ChatRole.Assistant, [.. calls])], _ => [Says("Done.")]), tool);
        var result = await session.RunAsync("Go.", Cancel).WaitAsync(s_patience, Cancel);
        Assert.Equal("Done.", result.Text);
        Assert.Equal(Enumerable.Range(1, 200), result.Calls.Select(call => call.Id.Number));
        Assert.Equal(32, result.Calls.Count(call => call.Outcome == Outcome.Completed));
        Assert.All(result.Calls.Skip(32), call => Assert.Equal((Outcome.Denied, "too_many_calls"), (call.Outcome, call.Reason)));
        Assert.InRange(most, 1, 16);
    }

    [Fact]
    public async Task Turns_from_many_threads_are_all_told_how_they_ended()
    {
        var model = new Scripted(_ => [Says("One moment."), new(ChatRole.Assistant, [Call("a", "writes", 1)])]) { IsEndless = true };
        await using var session = Session(model, TestTool.Returns("writes", "written"));
        var turns = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => RunAsync(session, $"Turn {i}."), Cancel))).WaitAsync(s_patience, Cancel);
        Assert.Contains(turns, turn => turn is RunResult);
        Assert.All(turns, turn => Assert.True(turn is RunResult or InvalidOperationException, $"{turn}"));
    }

    [Fact]
    public async Task Agents_that_hand_the_caller_to_each_other_for_ever_end_in_words()
    {
        Agent b = null!;
        var a = new Agent("A") { Id = "a", Tools = [new TestTool("over", (_, _) => new(ToolResult.HandTo(b)))] };
        b = new Agent("B") { Id = "b", Tools = [new TestTool("over", (_, _) => new(ToolResult.HandTo(a)))] };
        var model = new Scripted(n => [new(ChatRole.Assistant, [Call($"id{n}", "over", n)])]) { IsEndless = true };
        await using var session = new AgentSession(model, a, null, new() { Log = _log, Limits = new() { MaxToolSteps = 4 } });
        var result = await session.RunAsync("Go.", Cancel).WaitAsync(s_patience, Cancel);
        Assert.Equal((TurnEnd.StepBudget, new SessionLimits().StepBudgetText), (result.Reason, result.Text));
        Assert.Equal(4, _log.Events.OfType<HandedOff>().Count());
    }

    [Fact]
    public async Task A_model_that_says_nothing_at_all_ends_its_turn()
    {
        ChatResponseUpdate usage = new(ChatRole.Assistant, [new UsageContent(new() { InputTokenCount = 7 })]);
        await using var session = Session(new Scripted(_ => [], _ => [usage]));
        Assert.Equal((TurnEnd.Completed, ""), await EndAsync(session));
        var result = await session.RunAsync("Go.", Cancel).WaitAsync(s_patience, Cancel);
        Assert.Equal((TurnEnd.Completed, "", 7L), (result.Reason, result.Text, result.InputTokens));
    }

    [Fact]
    public async Task A_model_that_never_stops_talking_fails_its_turn_and_the_next_is_answered()
    {
        var model = new Scripted(_ => Enumerable.Repeat(Says(new('x', 64 * 1024)), 160), _ => [Says("Sorry.")]);
        await using var session = Session(model);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync("Go.", Cancel).WaitAsync(s_patience, Cancel));
        Assert.Equal((TurnEnd.Completed, "Sorry."), await EndAsync(session));
    }

    [Fact]
    public async Task The_same_call_twice_and_calls_before_the_text_are_what_they_are_in_any_order()
    {
        var runs = 0;
        var tool = new TestTool("writes", (_, _) => new(ToolResult.Text($"run {Interlocked.Increment(ref runs)}")));
        var model = new Scripted(_ => [new(ChatRole.Assistant, [Call("same", "writes", 1), Call("same", "writes", 1)]), Says("I write.")], _ => [Says("Done.")]);
        await using var session = Session(model, tool);
        var result = await session.RunAsync("Go.", Cancel).WaitAsync(s_patience, Cancel);
        Assert.Equal("I write.\nDone.", result.Text);
        Assert.Single(result.Calls);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_model_that_ignores_its_token_keeps_neither_the_next_turn_nor_the_end()
    {
        var gate = new TaskCompletionSource();
        var model = new Scripted(_ => [Says("Well")], _ => [Says("Yes?")]) { HangsAfter = gate.Task };
        var session = Session(model);
        var first = session.RunAsync("Go.", Cancel);
        await model.Hung.Task.WaitAsync(s_patience, Cancel);
        Assert.Equal((TurnEnd.Completed, "Yes?"), await EndAsync(session));
        Assert.Equal(TurnEnd.Interrupted, (await first).Reason);
        await session.DisposeAsync().AsTask().WaitAsync(s_patience, Cancel);
        gate.SetResult();
    }

    [Fact]
    public async Task A_tool_that_closes_its_own_session_is_recorded_and_the_session_closes_in_its_time()
    {
        AgentSession session = null!;
        var closes = new TestTool("closes", async (_, _) =>
        {
            await session.DisposeAsync();
            return ToolResult.Text("closed");
        });
        session = new(new Scripted(_ => [new(ChatRole.Assistant, [Call("a", "closes", 1)])]), new Agent("x") { Tools = [closes] }, null, new()
        {
            Log = _log,
            Scheduler = _scheduler,
            CloseTimeout = TimeSpan.FromSeconds(4),
            Limits = new() { FinishTimeout = TimeSpan.FromMilliseconds(100), GracePeriod = TimeSpan.FromMilliseconds(100) },
        });
        var turn = await session.RunAsync("Go.", Cancel).WaitAsync(s_patience, Cancel);
        Assert.Equal(TurnEnd.Closed, turn.Reason);
        await session.DisposeAsync().AsTask().WaitAsync(s_patience, Cancel);
        Assert.Single(_log.Events.OfType<ToolCallEnded>());
        await UntilAsync(() => _log.Events.OfType<ToolCallLateResult>().Any());
        await UntilAsync(() => !_scheduler.Abandoned.IsOver(1, "closes"));
    }

    [Fact]
    public async Task A_tool_that_interrupts_and_changes_its_own_session_has_one_outcome_and_one_that_runs_a_turn_is_told_better()
    {
        AgentSession session = null!;
        var problem = "";
        var meddles = new TestTool("meddles", async (_, run) =>
        {
            problem = (await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync("Again."))).Message;
            session.UpdateInstructions("Be brief.");
            session.UpdateTools([run.Tool]);
            await session.InterruptAsync(CancellationToken.None);
            return ToolResult.Text("meddled");
        });
        session = Session(new Scripted(_ => [new(ChatRole.Assistant, [Call("a", "meddles", 1)])], _ => [Says("Yes.")]), meddles);
        await using var closing = session;
        session.UserData = "anything";
        Assert.Equal(TurnEnd.Interrupted, (await session.RunAsync("Go.", Cancel).WaitAsync(s_patience, Cancel)).Reason);
        await UntilAsync(() => _log.Events.OfType<ToolCallEnded>().Any());
        Assert.Equal(Outcome.Completed, _log.Events.OfType<ToolCallEnded>().Single().Outcome);
        Assert.Contains("use GenerateReplyAsync", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_of_events_that_are_slow_cancelled_or_many_keep_nobody()
    {
        var session = Session(new Scripted(_ => [new(ChatRole.Assistant, [Call("a", "reads", 1)])], _ => [Says("Read.")]), TestTool.Returns("reads", "read"));
        await session.StartAsync(Cancel);
        using var source = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 100).Select(i => ReadAsync(session, isSlow: i % 7 == 0, i % 10 == 0 ? source.Token : default)).ToList();
        await session.RunAsync("Go.", Cancel).WaitAsync(s_patience, Cancel);
        await source.CancelAsync();
        await session.DisposeAsync();
        var read = await Task.WhenAll(readers).WaitAsync(s_patience, Cancel);
        Assert.All(read.Where((_, i) => i % 10 != 0), count => Assert.Equal(_log.Events.Count, count));
    }

    [Fact]
    public async Task Closing_at_any_point_leaves_no_turn_waiting_and_no_call_behind()
    {
        var open = 0;
        for (var point = 0; point < 150; point++)
        {
            var log = new MemoryLog();
            var tool = new TestTool("writes", async (_, run) =>
            {
                Interlocked.Increment(ref open);
                for (var i = 0; i < 20; i++)
                    await Task.Yield();
                Interlocked.Decrement(ref open);
                return default;
            });
            var model = new Scripted(n => n % 2 == 0 ? [Says("Well, "), new(ChatRole.Assistant, [Call("a", "writes", n), Call("b", "writes", -n)])] : [Says("Done.")]) { IsEndless = true };
            var session = new AgentSession(model, new Agent("x") { Tools = [tool] }, null, new() { Log = log, Scheduler = _scheduler });
            var turns = Enumerable.Range(0, 3).Select(i => RunAsync(session, $"Turn {i}.")).ToList();
            Thread.SpinWait(point * 200);
            for (var i = 0; i < point % 30; i++)
                await Task.Yield();
            await session.DisposeAsync().AsTask().WaitAsync(s_patience, Cancel);
            Assert.All(await Task.WhenAll(turns).WaitAsync(s_patience, Cancel), turn => Assert.True(turn is RunResult or InvalidOperationException or OperationCanceledException, $"{point}: {turn}"));
            Assert.Equal(log.Events.OfType<ToolCallRequested>().Count(), log.Events.OfType<ToolCallEnded>().Count());
            Assert.Null(Replay.Run(log.Events).Divergence);
        }
        Assert.Equal(0, open);
        Assert.False(_scheduler.Abandoned.IsOver(1, "writes"));
    }

    private AgentSession Session(IChatClient model, params Tool[] tools) => new(model, new Agent("x") { Tools = tools }, null, new() { Log = _log, Scheduler = _scheduler });

    private static async Task<(TurnEnd Reason, string Text)> EndAsync(AgentSession session)
    {
        var result = await session.RunAsync("Go.", Cancel).WaitAsync(s_patience, Cancel);
        return (result.Reason, result.Text);
    }

    private static async Task<object> RunAsync(AgentSession session, string text)
    {
        try
        {
            return await session.RunAsync(text);
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static async Task<int> ReadAsync(AgentSession session, bool isSlow, CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            await foreach (var happened in session.Events(cancellationToken))
            {
                Assert.Equal(++count, happened.Seq);
                if (isSlow)
                    await Task.Yield();
            }
        }
        catch (OperationCanceledException)
        {
        }
        return count;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < s_patience, "It does not come to that.");
            await Task.Yield();
        }
    }

    private static void Max(ref int most, int now)
    {
        for (var before = most; before < now; before = most)
            Interlocked.CompareExchange(ref most, now, before);
    }

    private static ChatResponseUpdate Says(string text) => new(ChatRole.Assistant, text);

    private static FunctionCallContent Call(string id, string tool, int n) => new(id, tool, new Dictionary<string, object?> { ["n"] = n });

    /// <summary>Gives one response after the other; the last for ever, or each by its number.</summary>
    private sealed class Scripted(params Func<int, IEnumerable<ChatResponseUpdate>>[] responses) : IChatClient
    {
        private int _next = -1;

        public bool IsEndless { get; init; }

        /// <summary>The first response hangs at its end until then, whatever its token says.</summary>
        public Task? HangsAfter { get; init; }

        public TaskCompletionSource Hung { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var n = Interlocked.Increment(ref _next);
            await Task.Yield();
            foreach (var update in responses[IsEndless ? 0 : Math.Min(n, responses.Length - 1)](n))
                yield return update;
            if (n > 0 || HangsAfter is null)
                yield break;
            Hung.SetResult();
            await HangsAfter;
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
