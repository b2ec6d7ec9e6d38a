using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

/// <summary>What becomes of a session whose log fails, or never answers.</summary>
public sealed class FailedSessionTests
{
    [Fact]
    public async Task A_log_that_blocks_its_first_append_blocks_neither_the_start_nor_the_end()
    {
        var (log, time) = (new Blocking(), new VirtualTime());
        var session = new AgentSession(new ScriptedModel(), new Agent("x"), options: new() { Log = log, Time = time });
        var starting = session.StartAsync(TestContext.Current.CancellationToken);
        await log.Appending.Task;
        var closing = session.DisposeAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(10));
        await closing;
        Assert.False(starting.IsCompleted);
        log.Release.Set();
        await Assert.ThrowsAnyAsync<Exception>(() => starting);
    }

    [Fact]
    public async Task A_log_that_blocks_while_one_closes_the_session_does_not_block_another_who_does()
    {
        var log = new Blocking { Free = int.MaxValue };
        var session = new AgentSession(new ScriptedModel(), new Agent("x"), options: new() { Log = log, Time = new VirtualTime() });
        await session.StartAsync(TestContext.Current.CancellationToken);
        log.Free = 0;
        var first = new Thread(() => _ = session.DisposeAsync().AsTask());
        first.Start();
        await log.Appending.Task;
        var second = session.DisposeAsync();
        Assert.False(second.IsCompleted);
        log.Release.Set();
        await second;
    }

    [Fact]
    public async Task A_log_that_blocks_the_record_of_a_change_does_not_block_the_next_one()
    {
        var log = new Blocking();
        log.Release.Set();
        await using var session = new AgentSession(new ScriptedModel(), new Agent("x"), options: new() { Log = log });
        await session.StartAsync(TestContext.Current.CancellationToken);
        await ChangeTwiceAsync(log, () => session.UpdateInstructions("y"), () => session.UpdateInstructions("z"));
    }

    [Fact]
    public async Task Nor_does_it_in_an_executor()
    {
        var log = new Blocking();
        log.Release.Set();
        await using var executor = new ToolExecutor([], options: new() { Log = log });
        await ChangeTwiceAsync(log, () => executor.UpdateTools([TestTool.Returns("y", "")]), () => executor.UpdateTools([TestTool.Returns("z", "")]));
    }

    private static async Task ChangeTwiceAsync(Blocking log, ThreadStart one, ThreadStart next)
    {
        log.Release.Reset();
        log.Appending = new();
        var first = new Thread(one) { IsBackground = true };
        first.Start();
        await log.Appending.Task;
        var second = new Thread(next) { IsBackground = true };
        second.Start();
        Assert.True(second.Join(TimeSpan.FromSeconds(5)));
        log.Release.Set();
        Assert.True(first.Join(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Who_reads_the_events_gets_the_durable_ones_and_then_the_failure_in_words() => Interleavings.Explore(10, async () =>
    {
        var log = new TroubledLog();
        var test = await SessionTest.StartAsync(new Agent("x"), new ScriptedModel().Says("Hello."), options: o => o with { Log = log });
        var read = new List<ConversationEvent>();
        var reading = ReadAsync(test.Session, read);
        await test.Session.RunAsync("Hi.");
        log.Break();
        await Assert.ThrowsAsync<IOException>(() => test.Session.RunAsync("Again."));
        await test.SettleAsync();
        Assert.True(reading.IsCompleted);
        var failure = await Assert.ThrowsAsync<IOException>(() => reading);
        Assert.Contains("log failed", failure.Message, StringComparison.Ordinal);
        Assert.Equal(log.Events, read);
        var again = new List<ConversationEvent>();
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(test.Session, again));
        Assert.Equal(log.Events, again);
        await test.DisposeAsync();
    });

    [Fact]
    public void What_may_be_cancelled_is_told_at_once_and_the_rest_at_its_deadline_and_every_scope_is_released() => Interleavings.Explore(10, async () =>
    {
        var released = new List<Scoped>();
        var services = new ServiceCollection().AddSingleton(released).AddScoped<Scoped>().BuildServiceProvider();
        Tool[] tools =
        [
            Waits("reads", new() { Effect = Effect.ReadOnly }),
            Waits("stops", new() { Effect = Effect.Reversible, Interruption = OnInterruption.Cancel }),
            Waits("writes", new() { Timeout = TimeSpan.FromSeconds(5) }),
        ];
        var log = new TroubledLog();
        var model = new ScriptedModel().Calls("reads").AndCalls("stops").AndCalls("writes");
        var test = await SessionTest.StartAsync(new Agent("x") { Tools = tools }, model, services, o => o with { Log = log });
        var run = test.Session.RunAsync("Go.");
        await test.SettleAsync();
        log.Break();
        test.Session.UpdateInstructions("Be brief.");
        await test.SettleAsync();
        await Assert.ThrowsAsync<IOException>(() => run);
        Assert.Equal(["reads", "stops"], released.Select(scope => scope.Stopped!).Order());
        await test.AdvanceAsync(TimeSpan.FromSeconds(6));
        Assert.Equal(["reads", "stops", "writes"], released.Select(scope => scope.Stopped!).Order());
        await test.DisposeAsync();
    });

    [Fact]
    public async Task What_a_turn_fails_with_when_nobody_waits_for_it_any_more_is_no_exception_of_the_background()
    {
        var unobserved = new ConcurrentQueue<Exception>();
        void Observe(object? sender, UnobservedTaskExceptionEventArgs happened) => unobserved.Enqueue(happened.Exception);
        TaskScheduler.UnobservedTaskException += Observe;
        try
        {
            for (var i = 0; i < 20; i++)
                await FailUnawaitedAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Observe;
        }
        Assert.DoesNotContain(unobserved, exception => exception.ToString().Contains("log failed", StringComparison.Ordinal));
    }

    private static async Task FailUnawaitedAsync()
    {
        var log = new TroubledLog();
        await using var session = new AgentSession(new ScriptedModel().Hangs(), new Agent("x"), options: new() { Log = log });
        await session.StartAsync(TestContext.Current.CancellationToken);
        log.Hold();
        using var cancellation = new CancellationTokenSource();
        var run = session.RunAsync("Go.", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        log.Break();
        session.UpdateInstructions("Be brief.");    // the next append fails
        log.Release();
        await Assert.ThrowsAsync<IOException>(() => session.RunAsync("Again.", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failed_session_closes_in_time_and_what_still_runs_is_told()
    {
        var log = new TroubledLog();
        var test = await SessionTest.StartAsync(
            new Agent("x") { Tools = [TestTool.Returns("writes", "", new() { Timeout = Timeout.InfiniteTimeSpan })] }, new ScriptedModel().Calls("writes"), options: o => o with { Log = log });
        var writes = test.Mock("writes").IgnoresCancellation();
        var run = test.Session.RunAsync("Go.");
        await writes.Started;
        log.Break();
        test.Session.UpdateInstructions("Be brief.");
        await test.SettleAsync();
        Assert.False(writes.Calls[0].CancellationToken.IsCancellationRequested);
        await test.DisposeAsync();
        await test.SettleAsync();
        Assert.True(writes.Calls[0].CancellationToken.IsCancellationRequested);
        Assert.InRange(test.Time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<IOException>(() => run);
    }

    [Fact]
    public void Nobody_waits_for_ever_for_a_session_that_closed_while_its_log_hung() => Interleavings.Explore(10, async () =>
    {
        var log = new TroubledLog();
        var tool = TestTool.Returns("writes", "");
        var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, new ScriptedModel().Calls("writes"), options: o => o with { Log = log });
        var writes = test.Mock("writes");
        var reading = ReadAsync(test.Session, []);
        var run = test.Session.RunAsync("Go.");
        await writes.Started;
        log.Hold();
        var waiting = test.Session.GenerateReplyAsync();
        await test.SettleAsync();
        await test.DisposeAsync();
        await test.SettleAsync();
        Assert.InRange(test.Time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        foreach (var task in new Task[] { run, waiting, reading })
        {
            Assert.True(task.IsCompleted, $"{Array.IndexOf([run, waiting, reading], task)}");
            await Assert.ThrowsAsync<IOException>(() => task);
        }
        Assert.True(writes.Calls[0].CancellationToken.IsCancellationRequested);
        log.Release();
        await test.SettleAsync();
    });

    [Fact]
    public async Task Events_of_a_session_that_never_began_end_when_it_closes()
    {
        var session = new AgentSession(new ScriptedModel(), new Agent("x"));
        var reading = ReadAsync(session, []);
        await session.DisposeAsync();
        await reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_short_time_to_close_records_an_outcome_all_the_same(int seconds)
    {
        var test = await SessionTest.StartAsync(
            new Agent("x") { Tools = [TestTool.Returns("writes", "")] }, new ScriptedModel().Calls("writes"),
            options: o => o with { CloseTimeout = TimeSpan.FromSeconds(seconds) });
        var writes = test.Mock("writes").IgnoresCancellation();
        _ = test.Session.RunAsync("Go.");
        await writes.Started;
        await test.DisposeAsync();
        Assert.InRange(test.Time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(seconds));
        Assert.IsType<SessionClosed>(test.Events[^1]);
        test.Expect.Call("writes").Outcome(Outcome.TimedOut, "closing");
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task History_shows_only_what_is_durable()
    {
        var log = new TroubledLog();
        var test = await SessionTest.StartAsync(new Agent("x"), new ScriptedModel().Says("Hello."), options: o => o with { Log = log });
        log.Hold();
        var run = test.Session.RunAsync("Hi.");
        await test.SettleAsync();
        Assert.Empty(test.Session.History.OfType<MessageItem>());
        log.Release();
        await run;
        Assert.Equal(["Hi.", "Hello."], test.Session.History.OfType<MessageItem>().Select(said => said.Text));
        await test.DisposeAsync();
    }

    private static async Task ReadAsync(AgentSession session, List<ConversationEvent> read)
    {
        await foreach (var happened in session.Events())
            read.Add(happened);
    }

    private static TestTool Waits(string name, ToolPolicy policy) => new(name, async (_, run) =>
    {
        var scope = run.Services.GetRequiredService<Scoped>();
        try
        {
            await new Gate().PassAsync(run.CancellationToken);
        }
        finally
        {
            scope.Tool = name;
        }
        return ToolResult.Nothing;
    }, policy, policy.Effect == Effect.Reversible ? _ => new(ToolResult.Nothing) : null);

    private sealed class Scoped(List<Scoped> released) : IAsyncDisposable
    {
        public string? Tool { get; set; }

        public string? Stopped { get; private set; }

        public ValueTask DisposeAsync()
        {
            Stopped = Tool;
            released.Add(this);
            return default;
        }
    }

    private sealed class Blocking : IConversationLog
    {
        public TaskCompletionSource Appending { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>How many appends go through before.</summary>
        public int Free { get; set; }

        public ManualResetEventSlim Release { get; } = new();

        public ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
        {
            if (Free-- > 0)
                return default;
            Appending.TrySetResult();
            Release.Wait(TimeSpan.FromSeconds(20), CancellationToken.None);
            return default;
        }

        public IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<ConversationEvent>();
    }
}
