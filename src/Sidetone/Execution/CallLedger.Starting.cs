using Sidetone.Conversations;

namespace Sidetone.Execution;

// When a call may start: after the response that asked for it, in order, within its limits.
internal sealed partial class CallLedger
{
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
            if (FindRetried(call) is { } earlier)   // now, when what it replaces, or runs in the place of, is over
                decisions.Decide(new ToolCallRetried { Call = call.Request.Call, Of = earlier });
            Start(call, decisions);
        }
    }

    /// <summary>Runs a call: its filters, then its handler.</summary>
    private void Start(CallRecord call, IDecisions decisions)
    {
        _active++;
        call.State = CallState.Clearing;
        decisions.Do(new(DirectiveKind.RunCall, call.Number, call) { MayRunEarly = call.Policy.Effect == Effect.ReadOnly });
        Arm(TimerKind.Start, call, _isFinishing && limits.GracePeriod < limits.StartTimeout ? limits.GracePeriod : limits.StartTimeout, decisions);
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
        if (call.Step == 0 || call.Turn == 0)
            return false;       // where the model is elsewhere, so is the guard of its turns
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
}
