using System.ComponentModel.DataAnnotations;

namespace Sidetone.Trimmed;

public static partial class OrderDesk
{
    /// <summary>Looks up an order.</summary>
    /// <param name="orderId">As printed on the receipt, e.g. A-1027.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public static Order FindOrder([RegularExpression(@"A-\d+")] string orderId) => new(orderId, [new("A-7", 2)], Speed.Normal, new DateOnly(2026, 3, 14));

    /// <summary>Places an order.</summary>
    /// <param name="lines">What to send.</param>
    /// <param name="speed">How fast.</param>
    /// <param name="run">The call.</param>
    [Tool]
    public static Order PlaceOrder(IReadOnlyList<OrderLine> lines, Speed speed, RunContext run) => new(run.CallId.ToString(), lines, speed, null);
}
