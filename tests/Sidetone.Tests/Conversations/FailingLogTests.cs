using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Conversations;

public sealed class FailingLogTests
{
    [Fact]
    public void A_log_that_fails_at_any_append_fails_every_turn_starts_nothing_more_and_closes()
    {
        for (var at = 1; at < 20; at++)
        {
            var failsAt = at;
            Interleavings.Explore(6, () => FailAsync(failsAt));
        }
    }

    private static async Task FailAsync(int failsAt)
    {
        var log = new TroubledLog(failsAt);
        var runs = 0;
        var agent = new Agent("x")
        {
            Tools =
            [
                new TestTool("writes", async (_, _) => { runs++; await Task.Yield(); return ToolResult.Text("written"); }),
                new TestTool("reads", async (_, _) => { await Task.Yield(); return ToolResult.Text("read"); }, new() { Effect = Effect.ReadOnly }),
            ],
        };
        var model = new ScriptedModel().Says("One moment.").AndCalls("writes").AndCalls("reads").Says("Done.").Calls("writes").Says("Again.");
        SessionTest test;
        try
        {
            test = await SessionTest.StartAsync(agent, model, options: o => o with { Log = log });
        }
        catch (IOException)
        {
            return;
        }
        var first = await Record.ExceptionAsync(() => test.Session.RunAsync("Write."));
        var second = await Record.ExceptionAsync(() => test.Session.RunAsync("Again."));
        Assert.True(first is null or IOException, $"{first}");
        Assert.True(second is null or IOException, $"{second}");
        Assert.True(log.Appends < failsAt || first is not null || second is not null || log.Events.Any(), "nobody was told");
        var started = log.Events.OfType<ToolCallStarted>().Count();   // what only reads may run before that
        Assert.True(runs <= started, $"{runs} runs, {started} recorded");
        await test.DisposeAsync();
    }

    [Fact]
    public void A_call_outside_a_session_is_answered_although_the_log_fails()
    {
        for (var at = 1; at < 6; at++)
        {
            var log = new TroubledLog(at);
            Interleavings.Explore(4, async () =>
            {
                var tool = TestTool.Returns("writes", "written");
                await using var executor = new ToolExecutor([tool], null, Serial(log));
                var result = await executor.CallAsync("writes", "{}");
                Assert.True(result.Reason == "log" || result.Outcome == Outcome.Completed, result.ToString());
            });
        }
    }

    [Fact]
    public void A_token_stops_the_wait_for_a_turn_that_a_hanging_log_never_admits()
    {
        Interleavings.Explore(4, async () =>
        {
            var log = new TroubledLog();
            var test = await SessionTest.StartAsync(new Agent("x"), new ScriptedModel().Says("Hello."), options: o => o with { Log = log });
            log.Hold();
            using var source = new CancellationTokenSource();
            var run = test.Session.RunAsync("Hi.", source.Token);
            await test.SettleAsync();
            Assert.False(run.IsCompleted);
            Cancel(source);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            var closing = test.DisposeAsync();
            await closing;
            log.Release();
            await test.SettleAsync();
        });
    }

    [Fact]
    public void An_outcome_that_is_not_durable_is_not_told()
    {
        Interleavings.Explore(20, async () =>
        {
            var log = new TroubledLog();
            var tool = new TestTool("writes", (_, _) => throw new InvalidOperationException());
            var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, new ScriptedModel().Calls("writes").Says("Oh."), options: o => o with { Log = log });
            var mock = test.Mock("writes");
            var run = test.Session.RunAsync("Write.");
            await mock.Started;
            log.Hold();
            var interrupted = test.Session.InterruptAsync();    // the append of this is under way
            mock.Complete("written");                           // and this waits for the next
            await test.SettleAsync();
            Assert.False(run.IsCompleted);
            log.Release();
            log.Hold();
            await test.SettleAsync();
            Assert.True(await interrupted);
            Assert.Equal(Outcome.Running, (await run).Calls[0].Outcome);
            Assert.Single((await run).StillRunning);
            log.Release();
            await test.DisposeAsync();
        });
    }

    private static ToolExecutorOptions Serial(IConversationLog log) =>
        new() { Log = log, Time = new VirtualTime(), Scheduler = Schedule.Current!.Scheduler };

    private static void Cancel(CancellationTokenSource source) => source.Cancel();
}
