using System.ComponentModel.DataAnnotations;

namespace Sidetone.Cli.Demo;

/// <summary>The order desk: reading, writing, taking back, and saying no.</summary>
/// <param name="book">The orders.</param>
public sealed partial class OrderDesk(OrderBook book)
{
    private const string OrderNumber = @"[Aa]-\d{4,}";
    private const string ProductNumber = @"[A-Za-z]-\d{1,2}";

    /// <summary>Looks up an order: where it is, what it holds, when it leaves.</summary>
    /// <param name="orderId">As printed on the receipt, e.g. A-1027.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public Order FindOrder([RegularExpression(OrderNumber)] string orderId) =>
        book.Find(orderId) ?? throw new ToolException($"There is no order {orderId}.");

    /// <summary>Lists all orders and their status.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public IReadOnlyList<string> ListOrders() => [.. book.All().Select(o => $"{o.Id} is {o.Status}")];

    /// <summary>Places an order: buys a product and charges the card on file.</summary>
    /// <param name="sku">The product's number, e.g. A-7.</param>
    /// <param name="quantity">How many.</param>
    /// <param name="run">The call.</param>
    [Tool(TimeoutSeconds = 20)]
    public async Task<string> PlaceOrder([RegularExpression(ProductNumber)] string sku, [Range(1, 9)] int quantity, RunContext run)
    {
        // The bank takes its time. What happens if the caller talks over it: nothing, it is placed once.
        if (book.Placed(run.IdempotencyKey) is null)
            await Task.Delay(TimeSpan.FromSeconds(1.2), run.Time, run.CancellationToken);
        var order = book.Place(sku, quantity, run.IdempotencyKey)
            ?? throw new ToolException($"There is no product {sku}. We sell {string.Join(", ", book.Products())}.");
        return $"Order {order.Id} is placed: {order.Items}, {order.Total:0.00} charged.";
    }

    /// <summary>Cancels an order that has not left the house.</summary>
    /// <param name="orderId">As printed on the receipt, e.g. A-1027.</param>
    [Tool(Effect = Effect.Reversible, Undo = nameof(RestoreOrder))]
    public string CancelOrder([RegularExpression(OrderNumber)] string orderId)
    {
        var order = FindOrder(orderId);
        return order.Status switch
        {
            "cancelled" => $"Order {order.Id} was cancelled already.",
            "packed" when book.Move(orderId, "packed", "cancelled") => $"Order {order.Id} is cancelled, and {order.Total:0.00} will be paid back.",
            _ => throw new ToolException($"Order {order.Id} has left the house and cannot be cancelled any more."),
        };
    }

    /// <summary>Takes a cancellation back.</summary>
    public string RestoreOrder(string orderId) =>
        book.Move(orderId, "cancelled", "packed") ? $"Order {orderId} stands again." : throw new ToolException($"Order {orderId} is not cancelled.");

    /// <summary>Asks the carrier where a parcel is. This takes some seconds.</summary>
    /// <param name="parcel">The parcel's number, e.g. P-88.</param>
    /// <param name="run">The call.</param>
    [Tool(Effect = Effect.ReadOnly, TimeoutSeconds = 6)]
    public async Task<string> TrackParcel([RegularExpression(@"[Pp]-\d+")] string parcel, RunContext run)
    {
        // The carrier of P-404 never answers: this is how a timeout looks.
        var answer = parcel is "P-404" or "p-404" ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(3);
        await Task.Delay(answer, run.Time, run.CancellationToken);
        return $"Parcel {parcel} is on the van and arrives today.";
    }
}
