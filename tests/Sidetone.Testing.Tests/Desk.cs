namespace Sidetone.Testing.Tests;

/// <summary>The tools of the order desk, with bodies that a test must not reach when it mocks them.</summary>
internal static class Desk
{
    public static readonly ToolPolicy ReadOnly = new() { Effect = Effect.ReadOnly };

    public static Tool PlaceOrder { get; } = HandMade.Tool("place_order", ["sku", "quantity"], ToolResult.Text("really placed"));

    public static Tool FindOrder { get; } = HandMade.Tool("find_order", ["orderId"], ToolResult.Json("""{"status":"packed"}"""u8.ToArray()), ReadOnly);

    public static Agent Clerk(params Tool[] tools) => new("You take orders by phone. Be brief.") { Id = "clerk", Tools = tools.Length > 0 ? tools : [PlaceOrder, FindOrder] };

    public static async Task<ExpectationException> FailsAsync(Func<Task> test) => await Assert.ThrowsAsync<ExpectationException>(test);

    public static ExpectationException Fails(Action test) => Assert.Throws<ExpectationException>(test);
}

internal sealed record Receipt(string Number);
