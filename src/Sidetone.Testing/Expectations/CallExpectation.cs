using Sidetone.Execution;

namespace Sidetone.Testing;

/// <summary>What a test expects of the calls that it named. All of them have to keep it.</summary>
public sealed class CallExpectation
{
    private readonly string _what;
    private readonly IReadOnlyList<Happening> _happened;
    private readonly IReadOnlyList<ModelRequest>? _requests;
    private readonly List<int> _calls;

    internal CallExpectation(string what, IReadOnlyList<Happening> happened, IReadOnlyList<ModelRequest>? requests, List<int> calls)
    {
        _what = what;
        _happened = happened;
        _requests = requests;
        _calls = calls;
    }

    /// <summary>The calls, in order.</summary>
    public IReadOnlyList<Happening> Calls => _calls.ConvertAll(place => _happened[place]);

    /// <summary>It was called exactly once. A call that joined another (<see cref="Sidetone.Outcome.Duplicate"/>) counts: it was asked for.</summary>
    public CallExpectation Once() => Times(1);

    /// <summary>It was called so often.</summary>
    /// <param name="times">How often.</param>
    public CallExpectation Times(int times) => _calls.Count == times
        ? this
        : throw Failure($"Expected {Count(times)}, but there {(_calls.Count == 1 ? "was one" : $"were {_calls.Count}")}.", _calls);

    /// <summary>The calls ended so.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="reason">The reason beside it; null for any.</param>
    public CallExpectation Outcome(Outcome outcome, string? reason = null)
    {
        foreach (var (call, output) in Outputs($"to end as {outcome}"))
        {
            var ended = _happened[output];
            if (ended.Outcome != outcome || (reason is not null && ended.Reason != reason))
                throw Failure($"Expected the {_what} to end as {outcome}{(reason is null ? "" : $" ({reason})")}, but {call} ended as {ended.Outcome}{(ended.Reason is null ? "" : $" ({ended.Reason})")}.", [output]);
        }
        return this;
    }

    /// <summary>The calls have not ended yet.</summary>
    public CallExpectation StillRunning()
    {
        var ended = _calls.ConvertAll(OutputOf).FindAll(place => place >= 0);
        return ended.Count == 0 ? this : throw Failure($"Expected the {_what} to be running still.", ended);
    }

    /// <summary>The output for the model contains this.</summary>
    /// <param name="contains">Part of it, in any case.</param>
    public CallExpectation Output(string contains)
    {
        foreach (var (call, output) in Outputs($"to say \"{contains}\""))
        {
            if (!_happened[output].Text.Contains(contains, StringComparison.OrdinalIgnoreCase))
                throw Failure($"Expected the output of the {_what} to contain \"{contains}\", but {call} says otherwise.", [output]);
        }
        return this;
    }

    /// <summary>The model has been sent the calls' real outputs, not only that they still run.</summary>
    public CallExpectation ToldToModel()
    {
        if (_requests is null)
            throw new InvalidOperationException("What a model was sent is known to a SessionTest only, not to a RunResult or a recording.");
        foreach (var (call, output) in Outputs("to be told to the model"))
        {
            if (!_requests.Any(request => IsTold(request, call) || IsTold(request, call + "_result")))
                throw Failure($"Expected the {_what} to be told to the model, but none of its {_requests.Count} requests held the output of {call}.", [output]);
        }
        return this;
    }

    /// <summary>All of these calls were asked for before any of those.</summary>
    /// <param name="other">Other calls, of the same expectations.</param>
    public CallExpectation Before(CallExpectation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _happened[_calls[^1]].Call?.Number < other.Calls[0].Call?.Number
            ? this
            : throw Failure($"Expected the {_what} before the {other._what}.", [_calls[^1], other._calls[0]]);
    }

    private static bool IsTold(ModelRequest request, string id) =>
        request.OutputOf(id) is { } output && output is not (Answers.Running or Answers.Stopping);

    private string Count(int times) => times == 1 ? $"one {_what}" : $"{times} times a {_what}";

    private IEnumerable<(string Call, int Output)> Outputs(string expectation)
    {
        foreach (var place in _calls)
        {
            var output = OutputOf(place);
            var call = _happened[place].Call.ToString()!;
            yield return output >= 0 ? (call, output) : throw Failure($"Expected the {_what} {expectation}, but {call} still runs.", [place]);
        }
    }

    private int OutputOf(int place)
    {
        for (var i = place + 1; i < _happened.Count; i++)
        {
            if (_happened[i].Kind == HappeningKind.Output && _happened[i].Call == _happened[place].Call)
                return i;
        }
        return -1;
    }

    private ExpectationException Failure(string problem, IEnumerable<int> arrows) => Listing.Failure(problem, _happened, arrows);
}
