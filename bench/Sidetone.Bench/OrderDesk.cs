namespace Sidetone.Bench;

/// <summary>What is called: two arguments with a constraint, a record as the result.</summary>
public sealed partial class OrderDesk(OrderBook book)
{
    /// <summary>Quotes a price.</summary>
    /// <param name="sku">The article.</param>
    /// <param name="quantity">How many.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public static Quote Quote(string sku, [System.ComponentModel.DataAnnotations.Range(1, 9)] int quantity) => new(sku, quantity, quantity * 19.5m);

    /// <summary>Looks a price up.</summary>
    /// <param name="sku">The article.</param>
    /// <param name="quantity">How many.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public Quote LookUp(string sku, [System.ComponentModel.DataAnnotations.Range(1, 9)] int quantity) => book.Quote(sku, quantity);
}
