using Sidetone.Conversations;

namespace Sidetone.Execution;

// The same action again: a call repeats an earlier one only while the model cannot know what came of that.
internal sealed partial class CallLedger
{
    /// <summary>The model was shown the outcome in a step's request.</summary>
    public static void MarkTold(CallRecord call, int step)
    {
        if (call.ToldInStep == 0)
            call.ToldInStep = step;
    }

    /// <summary>The model was told, in a step's request, how the handler settled in the end.</summary>
    public static void MarkLateTold(CallRecord call, int step)
    {
        if (call.LateToldInStep == 0)
            call.LateToldInStep = step;
    }

    /// <summary>Forgets, for the search of duplicates, what the model has long known.</summary>
    public void Prune(int step)
    {
        for (var i = _recent.Count - 1; i >= 0; i--)
        {
            if (_recent[i] is { IsEnded: true, KnownInStep: var told } && told > 0 && told < step && !_recent[i].IsGivenUp)
                _recent.RemoveAt(i);
        }
    }

    /// <summary>A response that asks for a call, where the model is elsewhere. What it can know: outcomes of earlier turns that were there when
    /// its turn began, those of earlier responses of its turn, and those of its own that are not fresh.</summary>
    /// <param name="response">What the provider names it.</param>
    /// <param name="at">When the call came.</param>
    public void BeginStep(string response, DateTimeOffset at)
    {
        if (response != _response)
        {
            _response = response;
            _step++;
        }
        foreach (var call in _recent)
        {
            if (call.End is not { } end)
                continue;
            var isKnown = call.Request.Seq < _turnBegan ? end.Seq < _turnBegan
                : call.Request.Response != response || end.At <= at - limits.AnswerLatency;
            if (!isKnown)
                continue;
            MarkTold(call, _step);
            if (call.JoinedTo is not { IsEnded: true } first)
                continue;
            MarkTold(first, _step);
            if (end.Outcome == Outcome.Duplicate && end.Seq > first.Late?.Seq)
                MarkLateTold(first, _step);
        }
        Prune(_step);
        _released = _step;      // that it comes at all means that its response stands
    }

    /// <summary>Something happened to a call since the last turn began, so that another changes what the model can know.</summary>
    public bool CanBeginTurn => _recent.Exists(call => call.Request.Seq > _turnBegan || call.End?.Seq > _turnBegan);

    /// <summary>The caller has spoken, where the model is elsewhere: it is being asked, with what has its outcome by now.</summary>
    /// <param name="seq">The number of the event that says so.</param>
    public void BeginTurn(long seq) => _turnBegan = seq;

    // A call repeats an earlier one while the model cannot know the earlier outcome, or nobody can because the handler still runs: after that
    // it repeats on purpose.
    private bool IsSettledAsDuplicate(CallRecord call, IDecisions decisions)
    {
        if (call.Policy.Duplicates == OnDuplicate.Allow || call.Step == 0 || FindFirst(call) is not { } first)
            return false;
        switch (call.Policy.Duplicates)
        {
            case OnDuplicate.Join:
                decisions.Decide(new ToolCallJoined { Call = call.Request.Call, To = first.Request.Call });
                if (first.IsGivenUp && call.Policy.Timeout != Timeout.InfiniteTimeSpan)
                    Arm(TimerKind.Deadline, call, call.Policy.Timeout, decisions);
                else if (first.IsEnded && !first.IsGivenUp)
                    EndJoined(call, first, decisions);
                return true;
            case OnDuplicate.Reject:
                End(call, Outcome.Duplicate, "rejected", Answers.StillRunning(first), decisions);
                return true;
            case OnDuplicate.Confirm when !call.Request.Confirmed:
                End(call, Outcome.Duplicate, "unconfirmed", Answers.ConfirmDuplicate(first), decisions);
                return true;
            case OnDuplicate.Replace:
                Cancel(first, CancellationCause.Replacement, decisions);
                call.Replaces = first.IsEnded ? first.Replaces : first;     // what it replaced itself may still be stopping
                return false;
            default:
                return false;
        }
    }

    private CallRecord? FindFirst(CallRecord call)
    {
        for (var i = _recent.Count - 1; i >= 0; i--)
        {
            var earlier = _recent[i];
            if (earlier == call || earlier.Tool != call.Tool || earlier.Request.Undoes is not null)
                continue;
            var isUntold = earlier.KnownInStep == 0 || earlier.KnownInStep > call.Step;
            var first = earlier.JoinedTo ?? earlier;
            var ran = !first.IsEnded || first.Attempt > 0;
            if (!(isUntold || first.IsGivenUp) || !ran || first.IsTakenBack)
                continue;
            if (call.Policy.DuplicateScope == DuplicateScope.Name || earlier.HasSameArguments(call))
                return first;
        }
        return null;
    }

    private void EndJoined(CallRecord call, CallRecord first, IDecisions decisions)
    {
        if (call.IsEnded)
            return;
        var (outcome, output) = first.Late is { } late ? (late.Outcome, late.Output) : (first.End!.Outcome, first.End.Output);
        var isEmpty = first.Late?.Nothing ?? first.End!.Nothing;
        var isAnswered = call.Request.Response is not null;
        decisions.Decide(new ToolCallEnded
        {
            Call = call.Request.Call,
            Outcome = Outcome.Duplicate,
            Reason = outcome == Outcome.Completed ? null : "first_failed",
            // A model of ours reads why; behind a wire the output may be data, and its binding says the rest.
            Output = isAnswered ? output : CallOutput.Text(Answers.Duplicate(first, isEmpty ? Answers.Nothing : output.ToString())),
            Nothing = isEmpty && first.Late?.HandsTo is null,
            Beside = isAnswered ? first.Late?.Beside : first.Late?.Beside is { } beside ? beside with { Shown = null } : null,     // the note of the late result shows it
        });
        AfterEnd(call, decisions);
    }

    /// <summary>Whether a repeat waits for what comes of a call.</summary>
    public bool IsJoined(CallId first) => _recent.Exists(call => call is { State: CallState.Joined } && call.JoinedTo!.Request.Call == first);

    // The handler of a call that was given up has settled after all: that is what came of its repeats.
    private void EndJoiners(CallRecord first, IDecisions decisions)
    {
        foreach (var call in _recent.FindAll(call => call is { State: CallState.Joined } && call.JoinedTo == first))
            EndJoined(call, first, decisions);
    }

    // ---- The key of an action stays until somebody knows what came of it

    private void Remember(CallRecord call)
    {
        if (call.Attempt == 0 || call.Step == 0)
            return;     // it did not run, or is an action of its own
        for (var i = _uncertain.Count - 1; i >= 0; i--)
        {
            if (IsSameAction(_uncertain[i], call))
                _uncertain.RemoveAt(i);
        }
        if (call.IsUncertain)
            _uncertain.Add(call);
    }

    private CallId? FindRetried(CallRecord call)
    {
        if (call.Step == 0 || call.Request.Confirmed || call.Policy.Duplicates == OnDuplicate.Allow)
            return null;
        foreach (var earlier in _uncertain)
        {
            if (IsSameAction(earlier, call))
                return earlier.Retries ?? earlier.Request.Call;
        }
        return null;
    }

    private static bool IsSameAction(CallRecord earlier, CallRecord call) => earlier.Tool == call.Tool && earlier.HasSameArguments(call);
}
