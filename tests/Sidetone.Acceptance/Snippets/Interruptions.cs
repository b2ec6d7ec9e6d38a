using Sidetone.Testing;

namespace Sidetone.Acceptance.Snippets;

// snippet: interruption-kinds
public static partial class Kinds
{
    /// <summary>Searches the catalogue.</summary>
    [Tool(Effect = Effect.ReadOnly)]                    // its token fires: nobody waits for an answer to a question that was dropped
    public static Task Search(string words, CancellationToken cancel) => Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, cancel);

    /// <summary>Books a table.</summary>
    [Tool]                                              // goes on to its end, and the model is told when it has
    public static Task<string> Book(int guests) => Task.FromResult($"A table for {guests}.");

    /// <summary>Reads the terms that the caller must hear.</summary>
    [Tool(Interruption = OnInterruption.Protect)]       // until it ends, what the caller says waits
    public static Task<string> ReadTerms() => Task.FromResult("The terms.");
}
// end

public sealed class Interruptions
{
    [Fact]
    public async Task Each_kind_does_as_its_author_chose()
    {
        // snippet: talked-over
        var model = new ScriptedModel().Calls(("search", new { words = "blue" }), ("book", new { guests = 2 })).Says("Sure.").Says("And your table is booked.");
        await using var test = await SessionTest.StartAsync(new Agent("Be brief.") { Tools = Kinds.Tools }, model);
        var (search, book) = (test.Mock("search"), test.Mock("book"));
        var first = test.Session.RunAsync("Find the blue one, and book a table for two.");
        await book.Started;
        await test.Session.RunAsync("Just the table.");         // talks over both
        book.Complete("A table for 2.");
        await test.SettleAsync();
        test.Expect.Call("search").Outcome(Outcome.Cancelled);
        test.Expect.Call("book").Outcome(Outcome.Completed).ToldToModel();
        // end
        Assert.True((await first).Interrupted);
        Assert.Single(search.Calls);
    }
}
