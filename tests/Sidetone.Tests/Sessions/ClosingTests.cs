using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class ClosingTests
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task An_agent_that_hangs_while_it_enters_is_told_and_then_leaves()
    {
        var second = new Greeter("second") { Greet = _ => new(new TaskCompletionSource().Task) };
        var transfer = new TestTool("transfer", (_, _) => new(ToolResult.HandTo(second)));
        var crm = new Troubled("crm");
        var test = await SessionTest.StartAsync(
            new Greeter("first") { Tools = [transfer] }, new ScriptedModel().Calls("transfer"), options: o => o with { Toolsets = [crm] });
        var run = test.Session.RunAsync("Go.");
        await test.SettleAsync();
        await test.DisposeAsync();
        Assert.True(second.Entering.IsCancellationRequested);
        Assert.Equal((1, 1, 1), (second.Left, crm.SetUps, crm.Closes));
        Assert.Equal(TimeSpan.Zero, test.Time.Elapsed);
        Assert.Equal(TurnEnd.Closed, (await run).Reason);
    }

    [Fact]
    public async Task Whatever_hangs_closing_returns_in_its_time_and_everybody_was_told()
    {
        var crm = new Troubled("crm") { Close = _ => new TaskCompletionSource().Task };
        var agent = new Greeter("first")
        {
            Tools = [TestTool.Returns("writes", "")],
            Toolsets = [new Troubled("inner") { Close = _ => new TaskCompletionSource().Task }],
            Leave = _ => new(new TaskCompletionSource().Task),
        };
        var test = await SessionTest.StartAsync(agent, new ScriptedModel().Calls("writes"), options: o => o with { Toolsets = [crm] });
        var mock = test.Mock("writes").IgnoresCancellation();
        _ = test.Session.RunAsync("Go.");
        await mock.Started;
        await test.DisposeAsync();
        await test.SettleAsync();
        Assert.InRange(test.Time.Elapsed, TimeSpan.Zero, s_budget);
        Assert.Equal((1, 1), (agent.Left, crm.Closes));
        test.Expect.Call("writes").Outcome(Outcome.TimedOut, "closing");
    }

    [Fact]
    public async Task Who_hangs_while_it_leaves_or_closes_takes_nobody_elses_time()
    {
        var closedInTime = 0;
        Task CloseAsync(CancellationToken timeout)
        {
            closedInTime += timeout.IsCancellationRequested ? 0 : 1;
            return Task.CompletedTask;
        }
        var hangs = new Troubled("hangs") { Close = _ => new TaskCompletionSource().Task };
        var agent = new Greeter("first") { Toolsets = [new Troubled("agent's") { Close = CloseAsync }, hangs], Leave = _ => new(new TaskCompletionSource().Task) };
        var test = await SessionTest.StartAsync(agent, new ScriptedModel(), options: o => o with { Toolsets = [new Troubled("session's") { Close = CloseAsync }] });
        await test.DisposeAsync();
        Assert.Equal((2, 1), (closedInTime, hangs.Closes));
        Assert.InRange(test.Time.Elapsed, TimeSpan.Zero, s_budget);
    }

    [Fact]
    public async Task A_log_that_hangs_does_not_keep_the_session_open_nor_its_toolsets()
    {
        var log = new TroubledLog();
        var crm = new Troubled("crm");
        var test = await SessionTest.StartAsync(new Agent("x"), new ScriptedModel(), options: o => o with { Log = log, Toolsets = [crm] });
        log.Hold();
        await test.DisposeAsync();
        await test.SettleAsync();
        Assert.InRange(test.Time.Elapsed, TimeSpan.Zero, s_budget);
        Assert.Equal(1, crm.Closes);
    }

    [Fact]
    public async Task A_callback_that_blocks_its_thread_does_not_block_closing()
    {
        using var never = new ManualResetEventSlim();
        var time = new VirtualTime();
        var agent = new Greeter("x") { Leave = _ => { never.Wait(TestContext.Current.CancellationToken); return default; } };
        var session = new AgentSession(new ScriptedModel(), agent, null, new() { Time = time });
        await session.StartAsync(TestContext.Current.CancellationToken);
        var closing = session.DisposeAsync().AsTask();
        while (!closing.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        never.Set();
    }

    [Fact]
    public async Task Who_was_to_take_over_a_session_that_has_closed_does_not_and_its_toolset_closes()
    {
        using var left = new ManualResetEventSlim();
        var (leaving, over) = (new TaskCompletionSource(), new TaskCompletionSource());
        Greeter? first = null;
        first = new("first")
        {
            Leave = _ =>
            {
                leaving.TrySetResult();
                left.Wait(TestContext.Current.CancellationToken);
                return default;
            },
        };
        var closed = new Troubled("session's") { Close = _ => { left.Set(); return Task.CompletedTask; } };
        var crm = new Troubled("crm") { Close = _ => { over.TrySetResult(); return Task.CompletedTask; } };
        var second = new Greeter("second") { Toolsets = [crm], Greet = _ => { over.TrySetResult(); return default; } };
        var session = new AgentSession(new ScriptedModel(), first, null, new() { CloseTimeout = TimeSpan.Zero, Toolsets = [closed] });
        await session.StartAsync(TestContext.Current.CancellationToken);
        session.UpdateAgent(second);
        await leaving.Task;
        await session.DisposeAsync();       // returns in no time; the agent is left to itself, and told once
        await over.Task;
        Assert.Equal((1, 1, 1), (first.Left, crm.SetUps, crm.Closes));
        Assert.Same(first, session.Agent);
    }

    [Fact]
    public void A_callback_that_throws_on_the_token_of_an_agent_or_a_toolset_harms_nobody() => Interleavings.Explore(10, async () =>
    {
        var thrown = 0;
        Task HangAsync(CancellationToken token)
        {
            token.Register(() => throw new InvalidOperationException($"Callback {++thrown}."));
            return new TaskCompletionSource().Task;
        }
        Greeter? second = null;
        second = new("second")
        {
            Greet = _ => new(HangAsync(second!.Entering)),
            Leave = _ => new(HangAsync(second!.Leaving)),
            Toolsets = [new Troubled("sets up") { Setup = HangAsync, IsRequired = false }, new Troubled("closes") { Close = HangAsync }],
        };
        var transfer = new TestTool("transfer", (_, _) => new(ToolResult.HandTo(second)));
        var model = new ScriptedModel().Calls("transfer").Says("I am the second.").Says("Still here.");
        var test = await SessionTest.StartAsync(new Greeter("first") { Tools = [transfer] }, model);
        var turn = test.Session.RunAsync("Go.");
        await test.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((2, "I am the second."), (thrown, (await turn).Text));
        Assert.Equal("Still here.", (await test.Session.RunAsync("Hello?")).Text);
        var closing = test.Time.Elapsed;
        await test.DisposeAsync();
        await test.SettleAsync();
        Assert.Equal(4, thrown);
        Assert.InRange(test.Time.Elapsed - closing, TimeSpan.Zero, s_budget);
    });

    [Fact]
    public async Task A_session_that_was_closed_before_it_began_does_not_begin()
    {
        var session = new AgentSession(new ScriptedModel().Says("Hello."), new Agent("x"));
        await session.DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync("Hi.", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_is_taken_back_once_the_session_closes()
    {
        var tool = new TestTool("books", (_, _) => new(ToolResult.Text("booked")), new() { Effect = Effect.Reversible }, undo: _ => new(new TaskCompletionSource<ToolResult>().Task));
        var slow = new TestTool("slow", (_, _) => new(new TaskCompletionSource<ToolResult>().Task));
        var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool, slow] }, new ScriptedModel().Calls("books").AndCalls("slow"));
        _ = test.Session.RunAsync("Go.");
        await test.SettleAsync();
        var closing = test.Session.DisposeAsync().AsTask();
        var undo = await test.Session.UndoAsync(new(1), TestContext.Current.CancellationToken);
        Assert.Equal("no_undo", undo.Reason);
        await test.AdvanceAsync(TimeSpan.FromSeconds(7));
        await closing;
        Assert.All(test.Events.OfType<ToolCallRequested>(), call => Assert.Contains(test.Events.OfType<ToolCallEnded>(), ended => ended.Call == call.Call));
        await test.DisposeAsync();
    }
}
