namespace Sidetone.Testing.Tests;

/// <summary>A tool that takes its effect back.</summary>
internal sealed partial class Cancellations
{
    public int Undone { get; private set; }

    /// <summary>Cancels an order.</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(RestoreOrder))]
    public string CancelOrder(string orderId) => "cancelled";

    public void RestoreOrder(string orderId) => Undone++;
}
