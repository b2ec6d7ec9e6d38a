namespace Sidetone.Testing;

/// <summary>What a test expects to have happened one after the other. Each expectation goes on where the last was met.</summary>
public sealed class OrderedExpectations
{
    private readonly IReadOnlyList<Happening> _happened;
    private readonly bool _isExact;
    private int _next;

    internal OrderedExpectations(IReadOnlyList<Happening> happened, bool isExact)
    {
        _happened = happened;
        _isExact = isExact;
    }

    /// <summary>Then somebody said something.</summary>
    /// <param name="role"><c>user</c> or <c>assistant</c>.</param>
    /// <param name="contains">Words that it contains, in any case; null for any.</param>
    public OrderedExpectations Message(string role, string? contains = null) => Then(Match.OfMessage(role, contains));

    /// <summary>Then a tool was called.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">Arguments that the call had among others; null for any.</param>
    public OrderedExpectations Call(string tool, object? arguments = null) => Then(Match.OfCall(HappeningKind.Call, tool, arguments));

    /// <summary>Then a call's effect was to be taken back.</summary>
    /// <param name="tool">The name of the tool whose effect it was.</param>
    public OrderedExpectations Undo(string tool) => Then(Match.OfCall(HappeningKind.Undo, tool, null));

    /// <summary>Then a call ended.</summary>
    /// <param name="contains">What its output contains, in any case; null for any.</param>
    /// <param name="outcome">How it ended; null for any.</param>
    public OrderedExpectations Output(string? contains = null, Outcome? outcome = null) => Then(Match.OfOutput(contains, outcome));

    /// <summary>Then the caller was handed to another agent.</summary>
    /// <param name="to">Its id; null for any.</param>
    public OrderedExpectations Handoff(string? to = null) => Then(Match.OfHandoff(to));

    /// <summary>Then something happened that the test does not care about.</summary>
    /// <param name="count">How many such things.</param>
    public OrderedExpectations Skip(int count = 1)
    {
        for (; count > 0; count--)
        {
            SkipRemarks();
            if (_next == _happened.Count)
                throw Failure("Expected something more to skip.");
            _next++;
        }
        return this;
    }

    /// <summary>Then nothing more happened.</summary>
    public OrderedExpectations NoMore()
    {
        SkipRemarks();
        return _next == _happened.Count ? this : throw Failure("Expected nothing more.");
    }

    private OrderedExpectations Then(Match match)
    {
        SkipRemarks();
        for (var place = _next; place < _happened.Count; place++)
        {
            if (match.Is(_happened[place]))
            {
                _next = place + 1;
                return this;
            }
            if (_isExact)
                break;
        }
        throw Failure(_isExact ? $"Expected next: {match}." : $"Expected, from here on: {match}.");
    }

    private void SkipRemarks()
    {
        while (_next < _happened.Count && _happened[_next].Kind == HappeningKind.Remark)
            _next++;
    }

    private ExpectationException Failure(string problem) => Listing.Failure(problem, _happened, [_next]);
}
