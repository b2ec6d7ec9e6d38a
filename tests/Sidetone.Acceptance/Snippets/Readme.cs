using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Sidetone.Testing;

namespace Sidetone.Acceptance.Snippets;

// snippet: a-tool
public sealed partial class OrderDesk(OrderBook book)
{
    /// <summary>Looks up an order.</summary>
    /// <param name="orderId">As printed on the receipt, e.g. A-1027.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public Order FindOrder(string orderId) =>
        book.Find(orderId) ?? throw new ToolException($"There is no order {orderId}.");

    /// <summary>Places an order and charges the card on file.</summary>
    /// <param name="sku">The product's number, e.g. A-7.</param>
    [Tool]   // it changes something: run at most once for a call, and not cut off when the caller speaks
    public Task<Receipt> PlaceOrder(string sku, [Range(1, 9)] int quantity, RunContext run) =>
        book.PlaceAsync(sku, quantity, run.IdempotencyKey);
}
// end

public sealed class Readme
{
    internal static async Task RunAsync()
    {
        // snippet: a-session
        var services = new ServiceCollection().AddSingleton<OrderBook>().BuildServiceProvider();
        var clerk = new Agent("You take orders by phone. Be brief.") { Tools = OrderDesk.Tools };
        await using var session = new AgentSession(new OfflineModel(), clerk, services);   // or any other IChatClient

        foreach (var words in new[] { "Find order A-1027", "Find order A-9", "Place an order for 12 A-7" })
        {
            RunResult turn = await session.RunAsync(words);
            Console.WriteLine($"{turn.Calls[0].Name}({turn.Calls[0].Arguments}): {turn.Calls[0].Outcome}");
            Console.WriteLine(turn.Text);
        }
        // end
    }

    [Fact]
    public async Task Runs()
    {
        // snippet: a-test
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("One moment.").Says("It is placed.");
        await using var test = await SessionTest.StartAsync(new Agent("You take orders.") { Tools = OrderDesk.Tools }, model);
        var order = test.Mock("place_order");                   // runs until it is told to end
        var first = test.Session.RunAsync("Two A-7, please.");
        await order.Started;
        await test.Session.RunAsync("Wait, is it blue?");       // the caller talks over it; the order goes on
        order.Complete(new Receipt("R-1"));
        await test.SettleAsync();
        test.Expect.Call("place_order", new { sku = "A-7" }).Once().Outcome(Outcome.Completed).ToldToModel();
        // end
        Assert.True((await first).Interrupted);
    }
}
