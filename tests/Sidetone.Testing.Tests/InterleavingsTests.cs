namespace Sidetone.Testing.Tests;

public sealed class InterleavingsTests
{
    [Fact]
    public void The_same_seed_gives_the_same_conversation_to_the_last_event()
    {
        for (var seed = 1; seed <= 30; seed++)
            Assert.Equal(Tell(seed), Tell(seed));
    }

    [Fact]
    public void Other_seeds_give_other_conversations() =>
        Assert.True(Enumerable.Range(1, 40).Select(Tell).Distinct().Count() > 5);

    [Fact]
    public void An_order_that_is_talked_over_is_placed_once_in_every_interleaving()
    {
        var placedBefore = 0;
        Interleavings.Explore(300, async () =>
        {
            var model = new ScriptedModel()
                .When("Two A-7").Says("Let me ", "see. ").AndCalls("place_order", new { sku = "A-7", quantity = 2 })
                .Otherwise().Says("It is ", "placed.");
            await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
            var first = test.Session.RunAsync("Two A-7, please.");
            await Task.Yield();
            var second = test.Session.RunAsync("Wait!");
            await Task.WhenAll(first, second);
            await test.SettleAsync();
            var calls = test.Expect.Happened.Count(happening => happening.Kind == HappeningKind.Call);
            if (calls > 0)
                test.Expect.Call("place_order").Once().ToldToModel();
            placedBefore += calls;
        });
        Assert.InRange(placedBefore, 1, 299);
    }

    [Fact]
    public void A_failure_names_its_seed_and_the_seed_brings_it_back()
    {
        static async Task Story()
        {
            var order = new List<int>();
            await Task.WhenAll(Add(1), Add(2));
            Assert.Equal([1, 2], order);

            async Task Add(int number)
            {
                await Task.Yield();
                order.Add(number);
            }
        }

        var failure = Desk.Fails(() => Interleavings.Explore(100, Story));
        Assert.StartsWith("With seed ", failure.Message, StringComparison.Ordinal);
        var seed = int.Parse(failure.Message.AsSpan("With seed ".Length, failure.Message.IndexOf(':', StringComparison.Ordinal) - "With seed ".Length));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Interleavings.Run(seed, Story));
    }

    [Fact]
    public void A_story_that_waits_in_vain_fails_at_once_instead_of_hanging()
    {
        var failure = Desk.Fails(() => Interleavings.Run(1, () => new Gate().Reached));
        Assert.Contains("nothing can run any more", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_that_leaves_the_thread_is_reported()
    {
        var failure = Desk.Fails(() => Interleavings.Run(1, async () =>
        {
            var context = SynchronizationContext.Current!;
            var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var thread = new Thread(() => context.Post(_ => come.SetResult(), null));
            thread.Start();
            thread.Join();
            await come.Task;
        }));
        Assert.Contains("left the thread", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Closing_and_waits_that_can_be_cancelled_stay_on_the_thread() => Interleavings.Explore(50, async () =>
    {
        using var never = new CancellationTokenSource();
        var model = new ScriptedModel().Calls("find_order", new { orderId = "A-1" }).Says("It is packed.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var thread = Environment.CurrentManagedThreadId;
        await test.Session.RunAsync("Where is A-1?", never.Token);
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        await test.Session.DisposeAsync();
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
    });

    [Fact]
    public void What_a_delegate_awaits_stays_on_the_thread() => Interleavings.Explore(50, async () =>
    {
        var wait = Tool.Create("wait", "Waits.", async (RunContext run) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), run.Time);
            return Environment.CurrentManagedThreadId;
        });
        var model = new ScriptedModel().Calls(("wait", null), ("count", null)).Says("Done.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(wait, Tool.Create("count", "Counts.", CountAsync)), model);
        var turn = test.Session.RunAsync("Wait, and count.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.True(turn.IsCompleted);
        Assert.Equal([$"{Environment.CurrentManagedThreadId}", "[1,2]"], (await turn).Calls.Select(call => call.Output));
    });

    private static async IAsyncEnumerable<int> CountAsync(RunContext run)
    {
        yield return 1;
        await Task.Delay(TimeSpan.FromSeconds(5), run.Time);
        yield return 2;
    }

    [Fact]
    public void Advancing_time_belongs_to_a_story_like_anything_else() => Interleavings.Explore(50, async () =>
    {
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Otherwise().Says("I see.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var order = test.Mock("place_order").IgnoresCancellation();
        var turn = test.Session.RunAsync("Two A-7, please.");
        await order.Started;
        await test.AdvanceAsync(TimeSpan.FromMinutes(1));
        await turn;
        order.Complete("R-1");
        await test.SettleAsync();
        test.Expect.Call("place_order").Once().Outcome(Outcome.TimedOut);
        Assert.Single(test.Expect.Happened, happening => happening.Kind == HappeningKind.LateResult);
    });

    private static string Tell(int seed)
    {
        var story = "";
        Interleavings.Run(seed, async () =>
        {
            var model = new ScriptedModel()
                .When("Two A-7").Calls(("find_order", new { orderId = "A-1" }), ("place_order", new { sku = "A-7", quantity = 2 }), ("find_order", new { orderId = "A-2" }))
                .Otherwise().Says("I ", "see.");
            await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
            var first = test.Session.RunAsync("Two A-7, please.");
            for (var i = 0; i < 4; i++)
                await Task.Yield();
            await test.Session.RunAsync("Wait!");
            await first;
            await test.SettleAsync();
            story = string.Join('\n', test.Events);
        });
        return story;
    }
}
