using System.Text;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

public sealed class ExecutorTests
{
    private static readonly TimeSpan s_longAgo = TimeSpan.FromSeconds(1);

    private readonly VirtualTime _time = new();
    private readonly MemoryLog _log = new();
    private readonly AsyncLocal<string?> _ambient = new();
    private readonly TaskCompletionSource _started = new();
    private int _runs;

    [Fact]
    public async Task A_call_that_a_provider_sends_twice_runs_once()
    {
        await using var executor = Executor(TestTool.Returns("reads", "read", new() { Effect = Effect.ReadOnly }));
        var first = await executor.CallAsync(Request("reads", id: "toolu_1"), Cancel);
        var second = await executor.CallAsync(Request("reads", id: "toolu_1"), Cancel);
        Assert.Equal(Outcome.Completed, first.Outcome);
        Assert.Equal((Outcome.Duplicate, "repeated"), (second.Outcome, second.Reason));
        Assert.Single(Events<ToolCallRequested>());
    }

    [Fact]
    public async Task The_same_action_twice_in_one_response_is_done_once_even_when_the_first_has_just_ended()
    {
        await using var executor = Executor(Counting());
        var first = await executor.CallAsync(Request("writes", "e1", "toolu_1"), Cancel);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        var second = await executor.CallAsync(Request("writes", "e1", "toolu_2"), Cancel);
        Assert.Equal((Outcome.Completed, "run 1"), (first.Outcome, first.Output));
        Assert.Equal((Outcome.Duplicate, "run 1"), (second.Outcome, second.Output));
        _time.Advance(s_longAgo);
        Assert.Equal("run 2", (await executor.CallAsync(Request("writes", "e1", "toolu_3"), Cancel)).Output);
    }

    [Fact]
    public async Task The_same_action_again_while_the_first_runs_joins_it()
    {
        var gate = new TaskCompletionSource();
        await using var executor = Executor(Counting(gate.Task));
        var first = executor.CallAsync(Request("writes", "e1"), Cancel).AsTask();
        await _started.Task;
        executor.Interrupt();
        var second = executor.CallAsync(Request("writes", "e2"), Cancel).AsTask();
        gate.SetResult();
        Assert.Equal([Outcome.Completed, Outcome.Duplicate], (await Task.WhenAll(first, second)).Select(result => result.Outcome));
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task An_action_that_ended_after_the_next_turn_began_is_joined_in_that_turn()
    {
        var gate = new TaskCompletionSource();
        await using var executor = Executor(Counting(gate.Task));
        var first = executor.CallAsync(Request("writes", "e1"), Cancel).AsTask();
        await _started.Task;
        executor.BeginTurn();       // the model is being asked, and nothing has ended
        gate.SetResult();
        await first;
        _time.Advance(s_longAgo);   // it thinks
        Assert.Equal((Outcome.Duplicate, "run 1"), Brief(await executor.CallAsync(Request("writes", "e2"), Cancel)));
        _time.Advance(s_longAgo);
        Assert.Equal((Outcome.Completed, "run 2"), Brief(await executor.CallAsync(Request("writes", "e3"), Cancel)));
        executor.BeginTurn();
        Assert.Equal((Outcome.Completed, "run 3"), Brief(await executor.CallAsync(Request("writes", "e4"), Cancel)));
    }

    [Fact]
    public async Task Turns_that_tell_nothing_new_are_not_recorded()
    {
        await using var executor = Executor(Counting());
        executor.BeginTurn();
        await executor.CallAsync(Request("writes", "e1"), Cancel);
        for (var i = 0; i < 100; i++)
            executor.BeginTurn();
        Assert.Equal([1], Events<TurnStarted>().Select(turn => turn.Turn));
    }

    [Fact]
    public async Task A_later_response_of_a_turn_knows_what_has_ended()
    {
        await using var executor = Executor(Counting());
        executor.BeginTurn();
        await executor.CallAsync(Request("writes", "e1"), Cancel);
        Assert.Equal("run 2", (await executor.CallAsync(Request("writes", "e2"), Cancel)).Output);
    }

    [Fact]
    public async Task The_same_action_that_names_no_response_is_an_action_of_its_own()
    {
        await using var executor = Executor(Counting());
        Assert.Equal("run 1", (await executor.CallAsync(Request("writes"), Cancel)).Output);
        Assert.Equal("run 2", (await executor.CallAsync(Request("writes"), Cancel)).Output);
    }

    [Fact]
    public async Task A_call_often_repeated_over_a_conversation_is_no_loop()
    {
        await using var executor = Executor(TestTool.Returns("reads", "read", new() { Effect = Effect.ReadOnly }));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(Outcome.Completed, (await executor.CallAsync(Request("reads", $"e{i}"), Cancel)).Outcome);
            _time.Advance(s_longAgo);
        }
    }

    [Fact]
    public async Task An_interruption_cancels_only_the_tools_that_say_so()
    {
        var gate = new TaskCompletionSource();
        var stopsNow = new TaskCompletionSource();
        var stops = new TestTool("stops", async (_, run) =>
        {
            stopsNow.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, run.Time, run.CancellationToken);
            return default;
        }, new() { Effect = Effect.ReadOnly, Interruption = OnInterruption.Cancel });
        await using var executor = Executor(stops, Counting(gate.Task));
        var stopped = executor.CallAsync(Request("stops", "e1"), Cancel).AsTask();
        var kept = executor.CallAsync(Request("writes", "e1"), Cancel).AsTask();
        await _started.Task;
        await stopsNow.Task;
        executor.Interrupt();
        Assert.Equal(Outcome.Cancelled, (await stopped).Outcome);
        gate.SetResult();
        Assert.Equal(Outcome.Completed, (await kept).Outcome);
    }

    [Fact]
    public async Task Tools_can_be_replaced_while_calls_run()
    {
        var gate = new TaskCompletionSource();
        await using var executor = Executor(Counting(gate.Task));
        var running = executor.CallAsync(Request("writes"), Cancel).AsTask();
        executor.UpdateTools([TestTool.Returns("other", "here")]);
        Assert.Equal("here", (await executor.CallAsync(Request("other"), Cancel)).Output);
        Assert.Equal(Outcome.UnknownTool, (await executor.CallAsync(Request("writes"), Cancel)).Outcome);
        gate.SetResult();
        Assert.Equal(Outcome.Completed, (await running).Outcome);
        Assert.Throws<ArgumentException>(() => executor.UpdateTools([TestTool.Returns("a", ""), TestTool.Returns("a", "")]));
        Assert.Equal(["other"], executor.Tools.Keys);
    }

    [Fact]
    public async Task Tools_that_stay_the_same_are_not_recorded_again()
    {
        var tool = Counting();
        await using var executor = Executor(tool);
        executor.UpdateTools([tool]);
        Assert.Single(Events<AgentConfigured>());
        executor.UpdateTools([Counting()]);
        Assert.Equal(2, Events<AgentConfigured>().Count);
    }

    [Fact]
    public async Task Toolsets_are_set_up_followed_and_closed()
    {
        var toolset = new Shelf { Held = [TestTool.Returns("one", "1")] };
        var executor = Executor(Counting());
        await executor.SetupAsync([toolset, new Shelf { IsRequired = false, Fails = true }], Cancel);
        Assert.Equal("1", (await executor.CallAsync(Request("one"), Cancel)).Output);
        toolset.Change([TestTool.Returns("two", "2")]);
        executor.UpdateTools([]);
        Assert.Equal(["two"], executor.Tools.Keys);
        await Assert.ThrowsAsync<InvalidOperationException>(() => executor.SetupAsync([new Shelf { Fails = true }], Cancel));
        await executor.DisposeAsync();
        Assert.Equal(1, toolset.Closed);
        Assert.Single(Assert.Single(Events<AgentConfigured>(), configured => configured.Added is ["two"]).Unavailable!);
    }

    [Fact]
    public async Task More_calls_than_may_be_open_are_denied()
    {
        var gate = new TaskCompletionSource();
        await using var executor = new ToolExecutor([Counting(gate.Task)], null, new() { Time = _time, Limits = new() { MaxOpenCalls = 2, MaxParallelCalls = 1 } });
        var calls = Enumerable.Range(0, 3).Select(_ => executor.CallAsync(Request("writes"), Cancel).AsTask()).ToArray();
        Assert.Equal((Outcome.Denied, "too_many_calls"), ((await calls[2]).Outcome, (await calls[2]).Reason));
        gate.SetResult();
        Assert.All(await Task.WhenAll(calls[..2]), result => Assert.Equal(Outcome.Completed, result.Outcome));
    }

    [Fact]
    public async Task A_handler_runs_in_the_execution_context_of_its_call()
    {
        string? seen = null;
        await using var executor = Executor(new TestTool("looks", (_, _) =>
        {
            seen = _ambient.Value;
            return new(ToolResult.Nothing);
        }));
        _ambient.Value = "mine";
        await executor.CallAsync(Request("looks"), Cancel);
        Assert.Equal("mine", seen);
    }

    [Fact]
    public async Task What_a_provider_asked_for_replays_alike()
    {
        var executor = Executor(Counting(), TestTool.Returns("reads", "read", new() { Effect = Effect.ReadOnly }));
        await executor.CallAsync(Request("writes", "e1", "t1"), Cancel);
        await executor.CallAsync(Request("writes", "e1", "t2"), Cancel);
        await executor.CallAsync(Request("reads", "e2", "t3"), Cancel);
        _time.Advance(s_longAgo);
        executor.Interrupt();
        executor.UpdateTools([Counting()]);
        await executor.CallAsync(Request("writes", "e3", "t4"), Cancel);
        await executor.CallAsync(Request("reads", "e3", "t5"), Cancel);
        await executor.DisposeAsync();
        var events = Events<ConversationEvent>();
        Assert.Null(Replay.Run(events).Divergence);
        Assert.Equal(
            [Outcome.Completed, Outcome.Duplicate, Outcome.Completed, Outcome.Completed, Outcome.UnknownTool],
            events.OfType<ToolCallEnded>().OrderBy(end => end.Call.Number).Select(end => end.Outcome));
    }

    private static (Outcome, string) Brief(ToolResult result) => (result.Outcome, result.Output);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ToolRequest Request(string name, string? response = null, string? id = null) =>
        new(name, Encoding.UTF8.GetBytes("{}")) { ResponseId = response, Id = id };

    private TestTool Counting(Task? until = null) => new("writes", async (_, _) =>
    {
        var run = Interlocked.Increment(ref _runs);
        _started.TrySetResult();
        await (until ?? Task.CompletedTask);
        return ToolResult.Text($"run {run}");
    });

    private ToolExecutor Executor(params IEnumerable<Tool> tools) => new(tools, null, new() { Time = _time, Log = _log });

    private List<T> Events<T>() => [.. _log.Events.OfType<T>()];

    private sealed class Shelf() : Toolset("shelf")
    {
        public bool Fails { get; init; }

        public IReadOnlyList<Tool> Held { get; set; } = [];

        public int Closed { get; private set; }

        public override IReadOnlyList<Tool> Tools => Held;

        public void Change(IReadOnlyList<Tool> held)
        {
            Held = held;
            OnChanged();
        }

        protected internal override ValueTask SetupAsync(CancellationToken cancellationToken) =>
            Fails ? throw new IOException("no") : default;

        protected internal override ValueTask CloseAsync(CancellationToken cancellationToken)
        {
            Closed++;
            return default;
        }
    }
}
