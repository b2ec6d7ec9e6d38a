using System;
using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Threading;
using System.Threading.Tasks;
using Sidetone;

namespace Shop;

public interface IOrders;

public sealed record Order(string Id, decimal Total, TimeSpan? Eta);

public sealed partial class OrderDesk(IOrders orders)
{
    /// <summary>Looks up an order, see <see cref="IOrders"/>
    /// and <paramref name="orderId"/> &amp; more.</summary>
    /// <param name="orderId">As printed on the <c>receipt</c>.</param>
    [Tool(Effect = Effect.ReadOnly, TimeoutSeconds = 2.5, MaxAttempts = 3)]
    public Task<Order?> FindOrderAsync(string orderId, CancellationToken cancel) => throw new NotImplementedException(orders.ToString());

    /// <summary>Places an order.</summary>
    [Tool(Name = "order", Duplicates = OnDuplicate.Reject)]
    public ValueTask<string> PlaceOrder([Sensitive] string card, [Range(1, 9)] int quantity = 1, RunContext? run = null) => throw new NotImplementedException();

    /// <summary>Cancels an order.</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(Restore))]
    public void Cancel(string orderId) { }

    private static Task Restore(string orderId, RunContext run) => Task.CompletedTask;

    /// <summary>Lists orders.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public IAsyncEnumerable<Order> All() => throw new NotImplementedException();
}

public partial class Base
{
    /// <summary>One.</summary>
    [Tool]
    public int One() => 1;
}

public partial class Derived : Base
{
    /// <summary>Two.</summary>
    [Tool]
    public int Two() => 2;
}

public interface IRefunds
{
    /// <summary>Pays back an order.</summary>
    /// <param name="order">As printed on the receipt.</param>
    void Refund(string order);
}

public abstract class Desk
{
    /// <summary>Says how long the queue is.</summary>
    public abstract int Queue();
}

public partial class RefundDesk : Desk, IRefunds
{
    /// <inheritdoc/>
    [Tool]
    public void Refund(string orderId) { }

    /// <inheritdoc/>
    [Tool(Effect = Effect.ReadOnly)]
    public override int Queue() => 0;
}
