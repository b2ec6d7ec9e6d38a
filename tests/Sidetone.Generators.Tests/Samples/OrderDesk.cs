using System.ComponentModel.DataAnnotations;

namespace Sidetone.Generators.Tests.Samples;

public sealed class OrderBook
{
    public List<string> Log { get; } = [];
}

public enum Speed
{
    Normal,
    Express,
}

/// <summary>Where to.</summary>
/// <param name="Street">Street and number.</param>
/// <param name="Zip">Postal code.</param>
public sealed record Address(string Street, [RegularExpression(@"\d{5}")] string Zip, string? Country = null);

public sealed record Line(string Sku, [property: Range(1, 9)] int Quantity = 1)
{
    public string? Note { get; init; } = "none";
}

public sealed record Receipt(string Id, decimal Total, DateTimeOffset At, Speed Speed, IReadOnlyList<Line> Lines);

public sealed partial class OrderDesk(OrderBook book)
{
    /// <summary>Looks up an order.</summary>
    /// <param name="orderId">As printed on the receipt, e.g. A-1027.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public async Task<Receipt?> FindOrder(string orderId, CancellationToken cancel)
    {
        await Task.Yield();
        return orderId == "none" ? null : new Receipt(orderId, 12.50m, new DateTimeOffset(2026, 3, 14, 15, 0, 0, TimeSpan.FromHours(1)), Speed.Express, [new Line("A-7", 2)]);
    }

    /// <summary>Places an order.</summary>
    [Tool(TimeoutSeconds = 20)]
    public string PlaceOrder(Line[] lines, Address to, Speed speed = Speed.Normal, [Range(0, 100)] decimal tip = 0, RunContext? run = null)
    {
        book.Log.Add($"{lines.Length} {to.Zip} {speed} {tip} {run?.CallId}");
        return "placed";
    }

    /// <summary>Cancels an order that has not left the house.</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(RestoreOrder))]
    public Task CancelOrder(string orderId)
    {
        book.Log.Add("cancel " + orderId);
        return Task.CompletedTask;
    }

    public Task RestoreOrder(string orderId, CancellationToken cancel)
    {
        book.Log.Add("restore " + orderId);
        return Task.CompletedTask;
    }
}

public static partial class Clock
{
    /// <summary>The sum.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static int Add(int a, int b) => a + b;
}

public sealed partial class Clerk() : Agent("You take orders.")
{
    /// <summary>Hands the caller to billing.</summary>
    [Tool]
    public Agent ToBilling() => new Clerk();
}
