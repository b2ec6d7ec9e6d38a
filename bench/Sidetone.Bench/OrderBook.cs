namespace Sidetone.Bench;

/// <summary>A service that the desk needs.</summary>
public sealed class OrderBook
{
    public Quote Quote(string sku, int quantity) => new(sku, quantity, quantity * 19.5m);
}
