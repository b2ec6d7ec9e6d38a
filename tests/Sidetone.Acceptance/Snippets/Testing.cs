using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Acceptance.Snippets;

public sealed class TestingPage
{
    // snippet: a-story
    [Fact]
    public async Task An_order_that_the_caller_talks_over_is_placed_once_and_told()
    {
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("One moment.").Says("It is placed.");
        await using var test = await SessionTest.StartAsync(new Clerk { Tools = OrderDesk.Tools }, model);
        var order = test.Mock("place_order");                    // runs until told
        var first = test.Session.RunAsync("Two A-7, please.");
        await order.Started;
        await test.Session.RunAsync("Wait, is it blue?");        // interrupts; the order goes on
        order.Complete(new Receipt("R-1"));
        await test.SettleAsync();
        Assert.True((await first).Interrupted);
        test.Expect.Call("place_order", new { sku = "A-7" }).Once().Outcome(Outcome.Completed).ToldToModel();
    }
    // end

    internal static void Mocks(MockTool order)
    {
        // snippet: mocks
        order.Returns(new Receipt("R-1"));
        order.Returns((string sku, int quantity) => new Receipt($"{quantity}x{sku}"));   // bound by name; may be async
        order.Refuses("Sold out.");                                                     // in words for the model
        order.Fails(new IOException());                                                 // the model reads a neutral sentence
        order.IgnoresCancellation();                                                    // a tool that cannot be stopped
        // end
    }

    internal static void Expectations(SessionTest test, RunResult turn)
    {
        // snippet: expectations
        test.Expect.Call("place_order", new { sku = "A-7" }).Once().Outcome(Outcome.Completed).Output("R-1").ToldToModel();
        test.Expect.NoCall("cancel_order").Message("assistant", "placed").Handoff("billing");
        test.Expect.InOrder().Message("user").Call("to_billing").Handoff("billing").Message("assistant").NoMore();   // others may lie between
        test.Expect.Exactly().Message("user").Call("find_order").Skip().Message("assistant", "packed").NoMore();     // none may
        Expect.That(turn).Call("find_order").Once();                                                                 // of one turn's result
        // end
    }

    [Fact]
    public void Whatever_comes_first()
    {
        // snippet: interleavings
        Interleavings.Explore(500, async () =>
        {
            var book = new OrderBook();
            var model = new ScriptedModel().When("Two A-7").Calls("place_order", new { sku = "A-7", quantity = 2 }).Otherwise().Says("I see.");
            await using var test = await SessionTest.StartAsync(new Clerk { Tools = OrderDesk.From(new OrderDesk(book)) }, model);
            var order = test.Session.RunAsync("Two A-7, please.");
            await test.Session.RunAsync("No, wait!");       // now before, now after the order is placed
            await test.SettleAsync();
            Assert.True(book.Placed <= 1);
        });
        // end
    }

    [Fact]
    public async Task A_conversation_is_kept_and_asked_again()
    {
        var folder = Directory.CreateTempSubdirectory();
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("It is placed.");
        await using (var test = await SessionTest.StartAsync(new Clerk { Tools = OrderDesk.From(new OrderDesk(new OrderBook())) }, model))
        {
            await test.Session.RunAsync("Two A-7, please.");
            await ConversationFile.WriteAsync(Path.Combine(folder.FullName, "two-a-7.jsonl"), test.Events);
        }
        await AskAsync(folder.FullName);
        folder.Delete(recursive: true);
    }

    private static async Task AskAsync(string calls)
    {
        // snippet: recorded
        var call = await RecordedConversation.LoadAsync($"{calls}/two-a-7.jsonl");
        call.Expect.Call("place_order").Once().Outcome(Outcome.Completed);
        call.ExpectSameDecisions();     // the facts of then, decided by the code of now
        // end
    }
}
