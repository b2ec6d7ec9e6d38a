namespace Sidetone.Testing.Tests;

/// <summary>Interleavings that random stories have found to break the law, told with nothing but what users have.</summary>
public sealed class FoundByStoriesTests
{
    [Fact]
    public async Task Taking_back_a_turn_that_waits_does_not_silence_the_one_that_speaks()
    {
        var gate = new Gate();
        var model = new ScriptedModel().Says("One ").AndWaits(gate).AndSays("moment.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        using var second = new CancellationTokenSource();
        var first = test.Session.RunAsync("Hello?");
        await gate.Reached;
        var waiting = test.Session.GenerateReplyAsync(null, second.Token);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.Open();
        await test.SettleAsync();
        Assert.Equal("One moment.", (await first).Text);
    }

    [Fact]
    public async Task A_conversation_that_was_interrupted_replays_alike()
    {
        var gate = new Gate();
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), new ScriptedModel().Says("One ").AndWaits(gate).Says("Yes?"));
        _ = test.Session.RunAsync("Hello?");
        await gate.Reached;
        await test.Session.RunAsync("Hello!");
        Assert.Null(Conversations.Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task An_undo_is_not_taken_back_by_undoing_again()
    {
        var desk = new Cancellations();
        await using var test = await SessionTest.StartAsync(
            Desk.Clerk([.. Cancellations.From(desk)]), new ScriptedModel().Calls("cancel_order", new { orderId = "A-1" }).Otherwise().Says("Done."));
        await test.Session.RunAsync("Cancel A-1.");
        await test.Session.UndoAsync(new(1));
        var again = await test.Session.UndoAsync(new(2));
        Assert.Equal(Outcome.Denied, again.Outcome);
        Assert.Equal(1, desk.Undone);
    }

    [Fact]
    public async Task An_effect_can_be_taken_back_after_the_caller_was_handed_over()
    {
        var desk = new Cancellations();
        var billing = new Agent("You bill.") { Id = "billing" };
        Tool[] tools = [.. Cancellations.From(desk), HandMade.Tool("to_billing", [], ToolResult.HandTo(billing))];
        await using var test = await SessionTest.StartAsync(
            Desk.Clerk(tools), new ScriptedModel().Calls("cancel_order", new { orderId = "A-1" }).Calls("to_billing").Says("Billing."));
        await test.Session.RunAsync("Cancel A-1, and get me billing.");
        var undo = await test.Session.UndoAsync(new(1));
        Assert.Equal(Outcome.Completed, undo.Outcome);
        Assert.Equal(1, desk.Undone);
    }

    [Fact]
    public async Task A_take_over_that_fails_leaves_the_tools_that_were_updated()
    {
        var broken = new Agent("You break.") { Id = "broken", Tools = [Desk.FindOrder, HandMade.Tool("find_order", [], ToolResult.Nothing)] };
        await using var test = await SessionTest.StartAsync(
            Desk.Clerk(), new ScriptedModel().Calls("to_broken").Otherwise().Says("I am still here."));
        test.Session.UpdateTools([Desk.PlaceOrder, HandMade.Tool("to_broken", [], ToolResult.HandTo(broken))]);
        await test.Session.RunAsync("Get me broken.");
        await test.SettleAsync();
        test.Session.UpdateInstructions("Be sorry.");
        await test.Session.RunAsync("Hello?");
        Assert.Equal(["place_order", "to_broken"], test.Model.Requests[^1].Tools);
    }
}
