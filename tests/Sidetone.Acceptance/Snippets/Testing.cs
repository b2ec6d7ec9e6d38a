using Sidetone.Testing;

namespace Sidetone.Acceptance.Snippets;

public sealed class TestingPage
{
    [Fact]
    public async Task Virtual_time()
    {
        // snippet: virtual-time
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("That took too long.");
        await using var test = await SessionTest.StartAsync(new Agent("You take orders.") { Tools = OrderDesk.Tools }, model);
        var order = test.Mock("place_order");                   // never told to end
        var turn = test.Session.RunAsync("Two A-7, please.");
        await order.Started;
        await test.AdvanceAsync(TimeSpan.FromMinutes(1));       // takes no time
        test.Expect.Call("place_order").Once().Outcome(Outcome.TimedOut).ToldToModel();
        // end
        Assert.Equal("That took too long.", (await turn).Text);
    }

    [Fact]
    public void Every_interleaving()
    {
        // snippet: interleavings
        Interleavings.Explore(200, async () =>
        {
            var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Otherwise().Says("Well.");
            await using var test = await SessionTest.StartAsync(new Agent("You take orders.") { Tools = OrderDesk.Tools }, model);
            test.Mock("place_order").Returns("R-1");
            var first = test.Session.RunAsync("Two A-7, please.");
            await test.Session.RunAsync("No, wait!");           // now before the order is placed, now after
            await test.SettleAsync();
            Assert.True((await first).Calls.Count <= 1);
        });
        // end
    }
}
