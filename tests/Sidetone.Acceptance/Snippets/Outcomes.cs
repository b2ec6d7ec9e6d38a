namespace Sidetone.Acceptance.Snippets;

public sealed class Outcomes
{
    private static readonly OrderBook s_book = new();

    [Fact]
    public async Task Show()
    {
        // snippet: refusing
        Order Find(string orderId) => s_book.Find(orderId) ?? throw new ToolException($"There is no order {orderId}.");
        // end
        var find = Tool.Create("find_order", "Looks up an order.", Find, Effect.ReadOnly);
        await using var executor = new ToolExecutor([find]);

        // snippet: switch
        ToolResult result = await executor.CallAsync("find_order", """{"orderId":"A-9"}""");
        if (result.Outcome == Outcome.Completed)
            Console.WriteLine(result.Output);
        else if (result.Outcome == Outcome.TimedOut || result.Outcome == Outcome.Lost)
            Console.WriteLine("It may have happened. Look before you do it again.");
        else
            Console.WriteLine($"{result.Outcome} {result.Reason}: {result.Output}");
        // end
        Assert.Equal(Outcome.Refused, result.Outcome);
        Assert.Equal("There is no order A-9.", result.Output);
    }
}
