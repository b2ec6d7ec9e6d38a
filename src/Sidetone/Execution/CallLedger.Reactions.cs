using Sidetone.Conversations;

namespace Sidetone.Execution;

// What follows from a fact: how a call is decided, told to stop, and ended.
internal sealed partial class CallLedger
{
    /// <summary>Decides what becomes of a request.</summary>
    /// <param name="call">The request, applied.</param>
    /// <param name="tools">The tools that exist, if its own does not.</param>
    /// <param name="denial">Why the conversation does not allow it; null when it does.</param>
    /// <param name="decisions">Takes the decision.</param>
    public void React(CallRecord call, string[]? tools, (string Reason, string Message)? denial, IDecisions decisions)
    {
        if (tools is not null)
            End(call, Outcome.UnknownTool, null, Answers.UnknownTool(call.Tool, tools), decisions);
        else if (Open > limits.MaxOpenCalls)
            End(call, Outcome.Denied, "too_many_calls", Answers.TooManyCalls, decisions);
        else if (denial is { } denied)
            End(call, Outcome.Denied, denied.Reason, denied.Message, decisions);
        else if (call.Request.Problem is { } problem)
            End(call, Outcome.InvalidArguments, null, problem, decisions);
        else if (IsLooping(call))
            End(call, Outcome.Denied, LoopGuard, Answers.LoopGuard(limits.MaxIdenticalCalls), decisions);
        else if (!IsSettledAsDuplicate(call, decisions))
        {
            Wait(call);
            StartWaiting(decisions);
        }
    }

    /// <summary>Decides what follows from anything else that concerns calls.</summary>
    public void React(ConversationEvent fact, IDecisions decisions)
    {
        switch (fact)
        {
            case ToolCallRequested { Undoes: not null } undo:
                Start(this[undo.Call], decisions);
                break;
            case ToolCallStarted { Attempt: 1 } started when this[started.Call] is var call && call.Policy.Timeout != Timeout.InfiniteTimeSpan:
                Arm(TimerKind.Deadline, call, call.Policy.Timeout, decisions);
                break;
            case ToolCallEnded ended:
                AfterEnd(this[ended.Call], decisions);
                break;
            case ToolCallLateResult late:
                EndJoiners(this[late.Call], decisions);
                break;
            case TimerElapsed timer:
                React(timer, decisions);
                break;
            case CloseRequested:
                Close(runsOut: false, decisions);
                break;
            default:
                break;
        }
    }

    private void React(TimerElapsed timer, IDecisions decisions)
    {
        switch (timer.Timer)
        {
            case TimerKind.Finish:
                _isFinishing = true;
                CancelOpen(static _ => true, decisions);
                break;
            case TimerKind.Close:
                EndOpen(timer.At, decisions);
                break;
            case TimerKind.Start:
                var unstarted = Find(timer.Number)!;
                decisions.Do(new(DirectiveKind.CancelCall, unstarted.Number, unstarted));
                End(unstarted, Outcome.TimedOut, "not_started", Answers.NotStarted, decisions);
                break;
            case TimerKind.Deadline when Find(timer.Number) is { State: CallState.Joined } joiner:
                End(joiner, Outcome.TimedOut, null, Answers.TimedOutUnsafe, decisions);
                break;
            case TimerKind.Deadline:
                Cancel(Find(timer.Number)!, CancellationCause.Deadline, decisions);
                break;
            default:
                EndUnsettled(Find(timer.Number)!, timer.At, decisions);
                break;
        }
    }

    /// <summary>Tells a call to stop. One that has not started ends at once; a running one has the grace to settle.</summary>
    private void Cancel(CallRecord call, CancellationCause cause, IDecisions decisions)
    {
        if (call.IsEnded || call.CancelCause != CancellationCause.None)
            return;
        var started = call.State == CallState.Running;
        if (call.State is CallState.Running or CallState.Clearing)
        {
            decisions.Decide(new ToolCallCancelling { Call = call.Request.Call, CancelledBy = cause });
            decisions.Do(new(DirectiveKind.CancelCall, call.Number, call));
        }
        if (started)
            Arm(TimerKind.Grace, call, limits.GracePeriod, decisions);
        else
            End(call, Outcome.Cancelled, cause == CancellationCause.Close ? "closing" : null, call.JoinedTo?.IsGivenUp == true ? Answers.CancelledUnsettled : Answers.CancelledUnstarted, decisions);
    }

    /// <summary>The turn of a call is interrupted: each tool does as its author chose.</summary>
    public void Interrupt(CallRecord call, IDecisions decisions)
    {
        if (call.IsEnded)
            return;
        call.OutlivedTurn = true;
        if (call.State is CallState.Waiting or CallState.Clearing || call.Policy.Interruption == OnInterruption.Cancel)
        {
            if (call.State != CallState.Joined || call.JoinedTo!.IsGivenUp)     // what was given up may never come to an end
                Cancel(call, CancellationCause.Interruption, decisions);
        }
    }

    /// <summary>There is a call that has not been interrupted yet: a second interruption changes nothing.</summary>
    public bool CanInterrupt => _recent.Exists(static call => !call.IsEnded && !call.OutlivedTurn);

    /// <summary>The caller spoke over whatever runs: each tool does as its author chose.</summary>
    public void Interrupt(IDecisions decisions)
    {
        foreach (var call in _recent.FindAll(static call => !call.IsEnded))
            Interrupt(call, decisions);
    }

    /// <summary>Closing: what only reads, may be repeated, or has not started stops at once; the rest may finish for a while.</summary>
    /// <param name="runsOut">What was accepted may start, too: nobody is left who could ask for it again.</param>
    /// <param name="decisions">Takes the decisions.</param>
    public void Close(bool runsOut, IDecisions decisions)
    {
        CancelOpen(call => !(runsOut || call.State == CallState.Running) || call.Policy.Effect is Effect.ReadOnly or Effect.Idempotent, decisions);
        if (Open > 0)
            decisions.Do(new(DirectiveKind.ArmTimer) { Timer = TimerKind.Finish, After = limits.FinishTimeout });
    }

    /// <summary>Closing: tells open calls to stop.</summary>
    private void CancelOpen(Predicate<CallRecord> which, IDecisions decisions)
    {
        foreach (var call in _recent.FindAll(call => !call.IsEnded && which(call)))
            Cancel(call, CancellationCause.Close, decisions);
    }

    /// <summary>Closing cannot wait any longer: what has no outcome gets it now.</summary>
    private void EndOpen(DateTimeOffset at, IDecisions decisions)
    {
        CancelOpen(static _ => true, decisions);
        foreach (var call in _recent.FindAll(call => !call.IsEnded))
        {
            if (!call.IsEnded)
                EndUnsettled(call, at, decisions);
        }
    }

    private static void Arm(TimerKind timer, CallRecord call, TimeSpan after, IDecisions decisions) =>
        decisions.Do(new(DirectiveKind.ArmTimer, call.Number, call) { Timer = timer, After = after });

    private void EndUnsettled(CallRecord call, DateTimeOffset at, IDecisions decisions)
    {
        var unsafely = Answers.MayTakeEffect(call);
        var (outcome, reason, message) = call.CancelCause switch
        {
            CancellationCause.Deadline => (Outcome.TimedOut, (string?)null, unsafely ? Answers.TimedOutUnsafe : Answers.TimedOut),
            CancellationCause.Close => (Outcome.TimedOut, "closing", unsafely ? Answers.ClosingUnsafe : Answers.Closing),
            _ => (Outcome.Cancelled, "unsettled", unsafely ? Answers.CancelledUnsettled : Answers.Cancelled),
        };
        End(call, outcome, reason, message, decisions, call.HasRunFor(at));
    }

    private void End(CallRecord call, Outcome outcome, string? reason, string message, IDecisions decisions, int durationMs = 0)
    {
        decisions.Decide(new ToolCallEnded { Call = call.Request.Call, Outcome = outcome, Reason = reason, Output = CallOutput.Text(message), DurationMs = durationMs });
        AfterEnd(call, decisions);
    }

    private void AfterEnd(CallRecord call, IDecisions decisions)
    {
        decisions.Do(new(DirectiveKind.CallEnded, call.Number, call));
        var isWanted = false;   // somebody has asked for the same again, and nobody has interrupted that
        CallRecord? next = null;
        for (var i = call.Number; i < _calls.Count; i++)
        {
            if (_calls[i] is not { State: CallState.Joined } joiner || joiner.JoinedTo != call)
                continue;
            isWanted |= !joiner.OutlivedTurn;
            if (call.Attempt > 0 || call.End!.Outcome == Outcome.TimedOut)
                EndJoined(joiner, call, decisions);     // also when nobody allowed it in time: the repeats have waited as long
            else if (next is null)
                Wait(next = joiner);    // the first never ran, so this one does
            joiner.JoinedTo = next == joiner ? null : next ?? call;
        }
        var finishedAgainstOrder = call.CancelCause == CancellationCause.Interruption && call.End!.Outcome == Outcome.Completed;
        if (finishedAgainstOrder && !isWanted && call.Policy.Effect == Effect.Reversible && call.Request.Undoes is null)
            Undo(call, decisions);
        StartWaiting(decisions);
    }
}
