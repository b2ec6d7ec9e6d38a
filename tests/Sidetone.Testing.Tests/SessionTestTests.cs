namespace Sidetone.Testing.Tests;

public sealed class SessionTestTests
{
    [Fact]
    public async Task An_order_that_the_caller_talks_over_is_placed_once_and_told()
    {
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("One moment.").Says("It is placed.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var order = test.Mock("place_order");
        var first = test.Session.RunAsync("Two A-7, please.");
        await order.Started;
        await test.Session.RunAsync("Wait, is it blue?");
        order.Complete(new Receipt("R-1"));
        await test.SettleAsync();
        Assert.True((await first).Interrupted);
        test.Expect.Call("place_order", new { sku = "A-7" }).Once().Outcome(Outcome.Completed).ToldToModel();
        test.Expect.InOrder()
            .Message("user", "Two A-7").Call("place_order").Message("user", "blue").Message("assistant", "moment")
            .Output("R-1", Outcome.Completed).Message("assistant", "placed").NoMore();
        Assert.Empty(model.Unused);
    }

    [Fact]
    public async Task A_handler_that_hangs_times_out_as_soon_as_time_is_advanced()
    {
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("Sorry.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var order = test.Mock("place_order").IgnoresCancellation();
        var turn = test.Session.RunAsync("Two A-7, please.");
        await order.Started;
        await test.AdvanceAsync(TimeSpan.FromSeconds(31));
        test.Expect.Call("place_order").StillRunning();
        await test.AdvanceAsync(TimeSpan.FromSeconds(1));
        test.Expect.Call("place_order").Once().Outcome(Outcome.TimedOut).ToldToModel();
        Assert.Equal("Sorry.", (await turn).Text);
        Assert.Equal(TimeSpan.FromSeconds(32), test.Time.Elapsed);
    }

    [Fact]
    public async Task Closing_advances_time_by_itself_and_always_comes_to_an_end()
    {
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 });
        var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var order = test.Mock("place_order").IgnoresCancellation();
        var turn = test.Session.RunAsync("Two A-7, please.");
        await order.Started;
        await test.DisposeAsync();
        Assert.Equal(Conversations.TurnEnd.Closed, (await turn).Reason);
        test.Expect.Call("place_order").Outcome(Outcome.TimedOut, "closing");
        Assert.Equal(TimeSpan.FromSeconds(7), test.Time.Elapsed);
    }

    [Fact]
    public async Task Waits_of_a_handler_on_the_sessions_time_are_stepped_through_in_order()
    {
        var steps = new List<string>();
        var slow = HandMade.Tool("slow", [], async (_, run) =>
        {
            steps.Add($"begins at {((VirtualTime)run.Time).Elapsed}");
            await Task.Delay(TimeSpan.FromSeconds(2), run.Time, run.CancellationToken);
            steps.Add($"goes on at {((VirtualTime)run.Time).Elapsed}");
            await Task.Delay(TimeSpan.FromSeconds(3), run.Time, run.CancellationToken);
            steps.Add($"ends at {((VirtualTime)run.Time).Elapsed}");
            return ToolResult.Text("done");
        });
        await using var test = await SessionTest.StartAsync(Desk.Clerk(slow), new ScriptedModel().Calls("slow").Says("Done."));
        var turn = test.Session.RunAsync("Go.");
        await test.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.True(turn.IsCompleted);
        Assert.Equal(["begins at 00:00:00", "goes on at 00:00:02", "ends at 00:00:05"], steps);
    }

    [Fact]
    public async Task Work_that_leaves_the_schedule_is_waited_for()
    {
        var restless = HandMade.Tool("restless", [], async (_, _) =>
        {
            for (var i = 0; i < 20; i++)
                await Task.Yield();
            return ToolResult.Text("done");
        });
        await using var test = await SessionTest.StartAsync(Desk.Clerk(restless), new ScriptedModel().Calls("restless").Says("Done."));
        var turn = test.Session.RunAsync("Go.");
        await test.SettleAsync();
        Assert.True(turn.IsCompleted);
        test.Expect.Call("restless").Output("done");
    }

    [Fact]
    public async Task A_turn_that_the_script_does_not_expect_fails_with_what_was_asked()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), new ScriptedModel().Says("Hello."));
        await test.Session.RunAsync("Hi.");
        var failure = await Desk.FailsAsync(() => test.Session.RunAsync("Are you there?"));
        Assert.StartsWith("The script has 1 responses in order, and none for this. Newest message: Are you there?", failure.Message, StringComparison.Ordinal);
        Assert.Contains("tools: place_order, find_order (auto)", failure.Message, StringComparison.Ordinal);
        await Desk.FailsAsync(test.SettleAsync);
        Desk.Fails(() => _ = test.Expect);
        await Desk.FailsAsync(async () => await test.DisposeAsync());
    }

    [Fact]
    public async Task Options_keep_what_the_test_says_and_time_has_to_be_virtual()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), new ScriptedModel(), options: o => o with { ConversationId = "conv_mine" });
        Assert.Equal("conv_mine", test.Session.ConversationId);
        await Assert.ThrowsAsync<ArgumentException>(() => SessionTest.StartAsync(Desk.Clerk(), new ScriptedModel(), options: o => o with { Time = TimeProvider.System }));
    }

    [Fact]
    public async Task An_agent_that_enters_with_a_greeting_has_said_it_when_the_test_begins()
    {
        await using var test = await SessionTest.StartAsync(new Greeter(), new ScriptedModel().Says("Hello, this is the desk."));
        test.Expect.Exactly().Message("assistant", "the desk").NoMore();
        Assert.Contains("Greet the caller.", test.Model.Requests[0].Instructions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_test_leaves_hanging_is_no_other_tests_business()
    {
        for (var i = 0; i < 70; i++)
        {
            await using var test = await SessionTest.StartAsync(Desk.Clerk(), new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }));
            var order = test.Mock("place_order").IgnoresCancellation();
            _ = test.Session.RunAsync("Two A-7, please.");
            await order.Started;
            await test.DisposeAsync();
            test.Expect.Call("place_order").Outcome(Outcome.TimedOut, "closing");
        }
    }

    private sealed class Greeter() : Agent("You greet.")
    {
        protected override async ValueTask OnEnterAsync(AgentContext context, CancellationToken cancellationToken) =>
            await context.GenerateReplyAsync(new() { Instructions = "Greet the caller." }, cancellationToken);
    }

    [Fact]
    public async Task The_tools_that_there_are_can_be_kept_when_one_is_added()
    {
        var model = new ScriptedModel().Calls("find_order", new { orderId = "A-1" }).Says("Found.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model, options: o => o with { Tools = [HandMade.Tool("utc_now", [], ToolResult.Text("noon"))] });
        test.Session.UpdateTools([.. test.Session.Tools.Values, HandMade.Tool("new_tool", [], ToolResult.Nothing)]);
        test.Mock("find_order").Returns("mocked");
        await test.Session.RunAsync("Where is A-1?");
        Assert.Equal(["utc_now", "place_order", "find_order", "new_tool"], model.Requests[0].Tools);
        test.Expect.Call("find_order").Once().Output("mocked");
    }
}
