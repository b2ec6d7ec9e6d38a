using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Sidetone.Testing;

namespace Sidetone.Acceptance.Snippets;

// snippet: charge
public sealed partial class Till(Bank bank, OrderBook book)
{
    /// <summary>Charges a customer's card.</summary>
    [Tool(Effect = Effect.Idempotent, MaxAttempts = 3)]     // the bank knows the key, so a second attempt is harmless
    public Task<string> Charge(string customer, [Range(1, 500)] decimal amount, RunContext run) =>
        bank.ChargeAsync(customer, amount, idempotencyKey: run.IdempotencyKey, run.CancellationToken);

    /// <summary>Cancels an order.</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(RestoreOrder))]
    public string CancelOrder(string orderId) => book.Set(orderId, "cancelled");

    public string RestoreOrder(string orderId) => book.Set(orderId, "packed");
}
// end

public sealed class Effects
{
    [Fact]
    public async Task An_untold_repeat_joins_the_first_call()
    {
        var bank = new Bank();
        var services = new ServiceCollection().AddSingleton(bank).AddSingleton<OrderBook>().BuildServiceProvider();
        var charge = new { customer = "Ada", amount = 20 };

        // snippet: charged-once
        var model = new ScriptedModel().Calls(("charge", charge), ("charge", charge)).Says("That is 20 in all.");
        await using var test = await SessionTest.StartAsync(new Agent("You take payments.") { Tools = Till.Tools }, model, services);
        var turn = await test.Session.RunAsync("Charge Ada 20.");
        Assert.Equal([Outcome.Completed, Outcome.Duplicate], turn.Calls.Select(call => call.Outcome));
        Assert.Equal(1, bank.Charges);
        // end
    }

    [Fact]
    public async Task What_nobody_knows_the_end_of_is_tried_again_with_the_same_key()
    {
        var bank = new Bank();
        var services = new ServiceCollection().AddSingleton(bank).AddSingleton<OrderBook>().BuildServiceProvider();
        var charge = new { customer = "Bob", amount = 20 };
        var model = new ScriptedModel().Calls("charge", charge).Says("That did not work.").Calls("charge", charge).Says("Now it did.");
        await using var test = await SessionTest.StartAsync(new Agent("You take payments.") { Tools = Till.Tools }, model, services);

        // snippet: try-again
        bank.Breaks = true;                     // it charges, and then the line breaks
        var turn = test.Session.RunAsync("Charge Bob 20.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(Outcome.Faulted, (await turn).Calls[0].Outcome);
        bank.Breaks = false;
        var again = await test.Session.RunAsync("Try again.");
        Assert.Equal(Outcome.Completed, again.Calls[0].Outcome);
        Assert.Equal(1, bank.Charges);          // it knew the key
        // end
    }

    [Fact]
    public async Task A_completed_call_can_be_taken_back()
    {
        var book = new OrderBook();
        var services = new ServiceCollection().AddSingleton(book).AddSingleton<Bank>().BuildServiceProvider();
        var model = new ScriptedModel().Calls("cancel_order", new { orderId = "A-1027" }).Says("It is cancelled.");
        await using var test = await SessionTest.StartAsync(new Agent("You take orders.") { Tools = Till.Tools }, model, services);
        var session = test.Session;

        // snippet: undo
        var turn = await session.RunAsync("Cancel A-1027.");
        ToolResult undone = await session.UndoAsync(turn.Calls[0].Id);      // completed; a second time it is denied
        // end
        Assert.Equal(Outcome.Completed, undone.Outcome);
        Assert.Equal("packed", book.Find("A-1027")!.Status);
        Assert.Equal(Outcome.Denied, (await session.UndoAsync(turn.Calls[0].Id)).Outcome);
    }
}
