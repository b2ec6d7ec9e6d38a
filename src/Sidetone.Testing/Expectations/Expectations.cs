namespace Sidetone.Testing;

/// <summary>What a test expects to have happened, in any order. For an order see <see cref="InOrder"/> and <see cref="Exactly"/>.</summary>
/// <example><code>
/// test.Expect.Call("place_order", new { sku = "A-7" }).Once().Outcome(Outcome.Completed).ToldToModel();
/// test.Expect.NoCall("cancel_order");
/// test.Expect.InOrder().Message("user").Call("to_billing").Handoff("billing").Message("assistant", "billing").NoMore();
/// </code></example>
public sealed class Expectations
{
    private readonly IReadOnlyList<ModelRequest>? _requests;

    internal Expectations(IReadOnlyList<Happening> happened, IReadOnlyList<ModelRequest>? requests = null)
    {
        Happened = happened;
        _requests = requests;
    }

    /// <summary>What happened.</summary>
    public IReadOnlyList<Happening> Happened { get; }

    /// <summary>A tool was called, at least once.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">Arguments that the call had among others, as in <c>new { sku = "A-7" }</c>; null for any.</param>
    public CallExpectation Call(string tool, object? arguments = null) => Calls(HappeningKind.Call, tool, arguments);

    /// <summary>A call's effect was taken back, or was to be.</summary>
    /// <param name="tool">The name of the tool whose effect it was.</param>
    /// <param name="arguments">Arguments that the call had among others; null for any.</param>
    public CallExpectation Undo(string tool, object? arguments = null) => Calls(HappeningKind.Undo, tool, arguments);

    /// <summary>A tool was not called.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">Only calls with these arguments among others; null for any.</param>
    public Expectations NoCall(string tool, object? arguments = null)
    {
        var match = Match.OfCall(HappeningKind.Call, tool, arguments);
        var found = Find(match);
        return found.Count == 0 ? this : throw Failure($"Expected no {match}, but there {Were(found.Count)}.", found);
    }

    /// <summary>No tool was called.</summary>
    public Expectations NoCalls()
    {
        var found = Find(new("call", happening => happening.Kind == HappeningKind.Call));
        return found.Count == 0 ? this : throw Failure($"Expected no calls, but there {Were(found.Count)}.", found);
    }

    /// <summary>Somebody said something.</summary>
    /// <param name="role"><c>user</c> or <c>assistant</c>.</param>
    /// <param name="contains">Words that it contains, in any case; null for any.</param>
    public Expectations Message(string role, string? contains = null) => Any(Match.OfMessage(role, contains));

    /// <summary>Nobody said this.</summary>
    /// <param name="role"><c>user</c> or <c>assistant</c>.</param>
    /// <param name="contains">Words, in any case; null for any.</param>
    public Expectations NoMessage(string role, string? contains = null)
    {
        var match = Match.OfMessage(role, contains);
        var found = Find(match);
        return found.Count == 0 ? this : throw Failure($"Expected no {match}, but there {Were(found.Count)}.", found);
    }

    /// <summary>The caller was handed to an agent.</summary>
    /// <param name="to">Its id.</param>
    public Expectations Handoff(string to) => Any(Match.OfHandoff(to));

    /// <summary>Expects things one after the other; others may lie between them.</summary>
    public OrderedExpectations InOrder() => new(Happened, isExact: false);

    /// <summary>Expects things one right after the other, from the first on.</summary>
    public OrderedExpectations Exactly() => new(Happened, isExact: true);

    /// <summary>What happened, as failures show it.</summary>
    public override string ToString() => Listing.Failure("", Happened, []).Message.Trim();

    private Expectations Any(Match match) => Find(match).Count > 0 ? this : throw Failure($"Expected {match}.", []);

    private CallExpectation Calls(HappeningKind kind, string tool, object? arguments)
    {
        var match = Match.OfCall(kind, tool, arguments);
        var found = Find(match);
        if (found.Count > 0)
            return new(match.ToString(), Happened, _requests, found);
        var near = Find(Match.OfCall(kind, tool, null));
        var why = near.Count == 0 ? "" : $" {tool} was called with other arguments: {Difference(near[0], arguments)}.";
        throw Failure($"Expected {(kind == HappeningKind.Undo ? "an" : "a")} {match}.{why}", near);
    }

    private string? Difference(int place, object? arguments) =>
        JsonSubset.FindDifference(TestJson.ToElement(arguments), TestJson.Parse(Happened[place].Arguments));

    private List<int> Find(Match match) => [.. Enumerable.Range(0, Happened.Count).Where(place => match.Is(Happened[place]))];

    private ExpectationException Failure(string problem, IEnumerable<int> arrows) => Listing.Failure(problem, Happened, arrows);

    private static string Were(int count) => count == 1 ? "was one" : $"were {count}";
}
