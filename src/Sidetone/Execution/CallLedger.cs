using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>The law of the tool call, written once: from a request to its one outcome. A pure fold; a session, a socket's client tools,
/// a phone call and a single call each embed one.</summary>
internal sealed class CallLedger(SessionLimits limits)
{
    private const string LoopGuard = "loop_guard";

    private readonly AppendOnlyList<CallRecord> _calls = new();
    private readonly List<CallRecord> _recent = [];     // open, or with an outcome that the model may not know
    private readonly List<CallRecord> _waiting = [];    // in the order in which they were asked for
    private int _active;
    private int _released;      // the last step whose response was complete

    /// <summary>All calls, by their number less one.</summary>
    public AppendOnlyList<CallRecord> Calls => _calls;

    /// <summary>How many calls have no outcome yet.</summary>
    public int Open { get; private set; }

    public CallRecord this[CallId id] => _calls[id.Number - 1];

    public CallRecord? Find(int number) => number > 0 && number <= _calls.Count ? _calls[number - 1] : null;

    // ---- Admitting: what came too late is dropped, or recorded as late.

    public ToolCallRequested? Admit(ToolCallRequested request)
    {
        if (request.Undoes is { } undone && !CanUndo(undone))
            return null;
        request.SameAs ??= FindSame(request);
        if (request.ProviderId is { Length: > 0 } && request.Step > 0)
        {
            for (var i = _calls.Count - 1; i >= 0 && _calls[i].Step >= request.Step; i--)
            {
                if (_calls[i].Step == request.Step && _calls[i].Request.ProviderId == request.ProviderId
                    && _calls[i].Tool == request.Tool && _calls[i].Request.Arguments.Equals(request.Arguments) && _calls[i].Request.SameAs == request.SameAs)
                {
                    return null;    // the provider sent the same call twice
                }
            }
        }
        request.Call = new CallId(_calls.Count + 1);
        return request;
    }

    // Only the process that read it knows what is sensitive: a replay takes it from the record.
    private CallId? FindSame(ToolCallRequested request)
    {
        if (request.Unredacted is not { } arguments)
            return null;
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            var earlier = _calls[i].Request;
            if (earlier.Tool == request.Tool && earlier.Unredacted is { } others && others.AsSpan().SequenceEqual(arguments))
                return earlier.SameAs;
        }
        return new CallId(_calls.Count + 1);
    }

    public ToolCallStarted? Admit(ToolCallStarted started) => Find(started.Call.Number) switch
    {
        { State: CallState.Clearing, CancelCause: CancellationCause.None } => started,
        { State: CallState.Running, CancelCause: CancellationCause.None } call when started.Attempt == call.Attempt + 1 => started,
        _ => null,
    };

    public ConversationEvent? Admit(ToolCallEnded ended)
    {
        if (Find(ended.Call.Number) is not { } call)
            return null;
        if (!call.IsEnded)
            return ended;
        return call.SettledLate || call.Attempt == 0 ? null : new ToolCallLateResult { Call = ended.Call, Outcome = ended.Outcome, Output = ended.Output };
    }

    public bool Admit(TimerElapsed timer) => Find(timer.Number) is { } call && timer.Timer switch
    {
        TimerKind.Start => call.State == CallState.Clearing,
        TimerKind.Deadline => call.State == CallState.Running && call.CancelCause == CancellationCause.None,
        TimerKind.Grace => call.State == CallState.Running && call.CancelCause != CancellationCause.None,
        _ => false,
    };

    // ---- Applying: what happened is so.

    public CallRecord Apply(ToolCallRequested request, ConfiguredTool? tool, int turn = 0, string? agent = null)
    {
        var undone = request.Undoes is { } id ? this[id] : null;
        var call = new CallRecord(request)
        {
            Turn = turn,
            Agent = agent,
            Run = request.Run,
            Handler = undone?.Handler ?? request.Run?.Tool,
            Policy = undone?.Policy ?? tool?.Policy ?? ToolPolicy.Default,
        };
        request.Run = null;     // the log keeps the event, not what it took to run it
        _calls.Add(call);
        _recent.Add(call);
        Open++;
        undone?.IsTakenBack = true;
        return call;
    }

    public void Apply(ConversationEvent happened)
    {
        switch (happened)
        {
            case ToolCallJoined joined:
                var joiner = this[joined.Call];
                joiner.JoinedTo = this[joined.To];
                joiner.State = CallState.Joined;
                break;
            case ToolCallStarted started:
                this[started.Call].State = CallState.Running;
                this[started.Call].Attempt = started.Attempt;
                break;
            case ToolCallCancelling cancelling:
                this[cancelling.Call].CancelCause = cancelling.CancelledBy;
                break;
            case ToolCallEnded ended:
                var call = this[ended.Call];
                if (call.State is CallState.Clearing or CallState.Running)
                    _active--;
                else
                    _waiting.Remove(call);
                call.State = CallState.Ended;
                call.End = ended;
                Open--;
                if (call.Step == 0)
                    _recent.Remove(call);
                break;
            case ToolCallLateResult late:
                this[late.Call].SettledLate = true;
                break;
            default:
                break;
        }
    }

    // ---- Reacting.

    /// <summary>Decides what becomes of a request.</summary>
    /// <param name="call">The request, applied.</param>
    /// <param name="known">Its tool exists.</param>
    /// <param name="suggestion">The nearest name, if it does not.</param>
    /// <param name="denial">Why the conversation does not allow it; null when it does.</param>
    /// <param name="decisions">Takes the decision.</param>
    public void React(CallRecord call, bool known, string? suggestion, (string Reason, string Message)? denial, IDecisions decisions)
    {
        if (!known)
            End(call, Outcome.UnknownTool, null, Answers.UnknownTool(call.Tool, suggestion), decisions);
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

    /// <summary>The model's response is complete: its calls that change something may start.</summary>
    public void Release(int step, IDecisions decisions)
    {
        _released = step;
        foreach (var call in _waiting)
        {
            if (call.Step == step)
                call.IsHeld = false;
        }
        StartWaiting(decisions);
    }

    public void React(ToolCallStarted started, IDecisions decisions)
    {
        var call = this[started.Call];
        if (started.Attempt == 1 && call.Policy.Timeout != Timeout.InfiniteTimeSpan)
            decisions.Do(new(DirectiveKind.ArmTimer, call.Number, TimerKind.Deadline, call.Policy.Timeout));
    }

    public void React(ToolCallEnded ended, IDecisions decisions) => AfterEnd(this[ended.Call], decisions);

    public void React(TimerElapsed timer, IDecisions decisions)
    {
        var call = Find(timer.Number)!;
        switch (timer.Timer)
        {
            case TimerKind.Start:
                decisions.Do(new(DirectiveKind.CancelCall, call.Number, call));
                End(call, Outcome.TimedOut, "not_started", Answers.NotStarted, decisions);
                break;
            case TimerKind.Deadline:
                Cancel(call, CancellationCause.Deadline, decisions);
                break;
            default:
                EndUnsettled(call, decisions);
                break;
        }
    }

    /// <summary>Tells a call to stop. One that has not started ends at once; a running one has the grace to settle.</summary>
    public void Cancel(CallRecord call, CancellationCause cause, IDecisions decisions)
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
            decisions.Do(new(DirectiveKind.ArmTimer, call.Number, TimerKind.Grace, limits.Grace));
        else
            End(call, Outcome.Cancelled, cause == CancellationCause.Close ? "closing" : null, Answers.CancelledUnstarted, decisions);
    }

    /// <summary>The turn of a call is interrupted: each tool does as its author chose.</summary>
    public void Interrupt(CallRecord call, IDecisions decisions)
    {
        if (call.IsEnded)
            return;
        call.OutlivedTurn = true;
        if (call.State is CallState.Waiting or CallState.Clearing || call.Policy.Interruption == OnInterruption.Cancel)
        {
            if (call.State != CallState.Joined)
                Cancel(call, CancellationCause.Interruption, decisions);
        }
    }

    /// <summary>Closing: what only reads, may be repeated, or has not started stops at once; the rest may finish for a while.</summary>
    public void Close(IDecisions decisions)
    {
        CancelOpen(static call => call.State != CallState.Running || call.Policy.Effect is Effect.ReadOnly or Effect.Idempotent, decisions);
        if (Open > 0)
            decisions.Do(new(DirectiveKind.ArmTimer, 0, TimerKind.CloseFinish, limits.CloseFinish));
    }

    /// <summary>Closing: tells open calls to stop.</summary>
    public void CancelOpen(Predicate<CallRecord> which, IDecisions decisions)
    {
        foreach (var call in _recent.FindAll(call => !call.IsEnded && which(call)))
            Cancel(call, CancellationCause.Close, decisions);
    }

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

    /// <summary>Asks for a call's effect to be taken back.</summary>
    public void Undo(CallRecord call, IDecisions decisions)
    {
        var request = new ToolCallRequested
        {
            Call = new CallId(_calls.Count + 1),
            Tool = call.Tool,
            Arguments = call.Request.Arguments,
            Unredacted = call.Request.Unredacted,
            Undoes = call.Request.Call,
        };
        decisions.Decide(request);
        var undo = this[request.Call];
        undo.Handler = call.Handler;
        Start(undo, decisions);
    }

    private bool CanUndo(CallId id)
    {
        if (Find(id.Number) is not { End: { } end } call || end.Outcome != Outcome.Completed || call.Policy.Effect != Effect.Reversible || call.Request.Undoes is not null)
            return false;
        for (var i = id.Number; i < _calls.Count; i++)
        {
            if (_calls[i].Request.Undoes == id && (_calls[i].End is not { } undo || undo.Outcome == Outcome.Completed))
                return false;   // it is being taken back, or was
        }
        return true;
    }

    private void Wait(CallRecord call)
    {
        call.State = CallState.Waiting;
        call.IsHeld = call.Step > _released && call.Policy.Effect != Effect.ReadOnly;
        _waiting.Add(call);
    }

    private void StartWaiting(IDecisions decisions)
    {
        for (var i = 0; i < _waiting.Count && _active < limits.MaxParallelCalls;)
        {
            var call = _waiting[i];
            if (call.IsHeld || call.Replaces is { IsEnded: false } || !HasRoom(call))
            {
                i++;
                continue;
            }
            _waiting.RemoveAt(i);
            Start(call, decisions);
        }
    }

    /// <summary>Runs a call: its filters, then its handler.</summary>
    public void Start(CallRecord call, IDecisions decisions)
    {
        _active++;
        call.State = CallState.Clearing;
        decisions.Do(new(DirectiveKind.RunCall, call.Number, call) { MayRunEarly = call.Policy.Effect == Effect.ReadOnly });
        decisions.Do(new(DirectiveKind.ArmTimer, call.Number, TimerKind.Start, limits.StartTimeout));
    }

    private bool HasRoom(CallRecord call)
    {
        if (call.Policy.MaxConcurrency == 0)
            return true;
        var running = 0;
        foreach (var other in _recent)
        {
            if (other.State is CallState.Clearing or CallState.Running && other.Tool == call.Tool)
                running++;
        }
        return running < call.Policy.MaxConcurrency;
    }

    private bool IsLooping(CallRecord call)
    {
        if (call.Step == 0)
            return false;
        var times = 0;
        CallOutput? output = null;
        for (var i = _calls.Count - 2; i >= 0; i--)
        {
            var earlier = _calls[i];
            if (earlier.Step > 0 && earlier.Turn < call.Turn)
                break;
            if (earlier.Turn != call.Turn || earlier.End is not { } end || end.Reason == LoopGuard || earlier.Tool != call.Tool || !earlier.HasSameArguments(call))
                continue;
            output ??= end.Output;
            if (end.Output.Equals(output.Value) && ++times >= limits.MaxIdenticalCalls)
                return true;
        }
        return false;
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
                Cancel(first, CancellationCause.Request, decisions);
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

    private void EndUnsettled(CallRecord call, IDecisions decisions)
    {
        var unsafely = Answers.MayTakeEffect(call);
        var (outcome, reason, message) = call.CancelCause switch
        {
            CancellationCause.Deadline => (Outcome.TimedOut, (string?)null, unsafely ? Answers.TimedOutUnsafe : Answers.TimedOut),
            CancellationCause.Close => (Outcome.TimedOut, "closing", unsafely ? Answers.ClosingUnsafe : Answers.Closing),
            _ => (Outcome.Cancelled, "unsettled", unsafely ? Answers.CancelledUnsettled : Answers.Cancelled),
        };
        End(call, outcome, reason, message, decisions);
    }

    private void EndJoined(CallRecord call, CallRecord first, IDecisions decisions)
    {
        if (call.IsEnded)
            return;
        decisions.Decide(new ToolCallEnded
        {
            Call = call.Request.Call,
            Outcome = Outcome.Duplicate,
            Output = CallOutput.Text(Answers.Duplicate(first, first.End!.Nothing ? Answers.Nothing : first.End.Output.ToString())),
            Nothing = first.End.Nothing,
        });
        AfterEnd(call, decisions);
    }

    private void End(CallRecord call, Outcome outcome, string? reason, string message, IDecisions decisions)
    {
        decisions.Decide(new ToolCallEnded { Call = call.Request.Call, Outcome = outcome, Reason = reason, Output = CallOutput.Text(message) });
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
            if (call.Attempt > 0)
                EndJoined(joiner, call, decisions);
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
