using Sidetone.Conversations;

namespace Sidetone.Execution;

// The same action again: a call repeats an earlier one only while the model cannot know the earlier outcome.
internal sealed partial class CallLedger
{
    /// <summary>The model was shown the outcome in a step's request.</summary>
    public static void MarkTold(CallRecord call, int step)
    {
        if (call.ToldInStep == 0)
            call.ToldInStep = step;
    }

    /// <summary>Forgets, for the search of duplicates, what the model has long known.</summary>
    public void Prune(int step)
    {
        for (var i = _recent.Count - 1; i >= 0; i--)
        {
            if (_recent[i] is { IsEnded: true, ToldInStep: var told } && told > 0 && told < step)
                _recent.RemoveAt(i);
        }
    }

    /// <summary>A response that asks for a call, in a conversation whose model is elsewhere: what ended a while before it came is told by then.</summary>
    /// <param name="response">What the provider names it.</param>
    /// <param name="answered">Outcomes of this time or earlier had reached the model.</param>
    public void BeginStep(string response, DateTimeOffset answered)
    {
        if (response == _response)
            return;
        _response = response;
        _step++;
        foreach (var call in _recent)
        {
            if (call.End is { } end && end.At <= answered)
                MarkTold(call, _step);
        }
        Prune(_step);
        _released = _step;      // that it comes at all means that its response stands
    }

    // A call repeats an earlier one only while the model cannot know the earlier outcome: after that it repeats on purpose.
    private bool IsSettledAsDuplicate(CallRecord call, IDecisions decisions)
    {
        if (call.Policy.Duplicates == OnDuplicate.Allow || call.Step == 0 || FindFirst(call) is not { } first)
            return false;
        switch (call.Policy.Duplicates)
        {
            case OnDuplicate.Join:
                decisions.Decide(new ToolCallJoined { Call = call.Request.Call, To = first.Request.Call });
                if (first.IsEnded)
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
            var isUntold = earlier.ToldInStep == 0 || earlier.ToldInStep > call.Step;
            var first = earlier.JoinedTo ?? earlier;
            var ran = !first.IsEnded || first.Attempt > 0;
            if (!isUntold || !ran || first.IsTakenBack)
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
        decisions.Decide(new ToolCallEnded
        {
            Call = call.Request.Call,
            Outcome = Outcome.Duplicate,
            Reason = first.End!.Outcome == Outcome.Completed ? null : "first_failed",
            Output = CallOutput.Text(Answers.Duplicate(first, first.End.Nothing ? Answers.Nothing : first.End.Output.ToString())),
            Nothing = first.End.Nothing,
        });
        AfterEnd(call, decisions);
    }
}
