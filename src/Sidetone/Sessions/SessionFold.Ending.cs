using Sidetone.Conversations;

namespace Sidetone.Sessions;

// How turns end: interrupted, failed, or with the session.
internal sealed partial class SessionFold
{
    // Ends a turn and the replies within it; 0 for all that runs.
    private void Interrupt(ConversationEvent fact, string? heard, TurnEnd reason, IDecisions decisions, int number = 0)
    {
        while (Current is { } turn)
        {
            if (turn.Phase == TurnPhase.Asking)
            {
                Say(heard ?? "");
                Transcript.EndStep(fact, heard ?? "", interrupted: true);
                decisions.Do(new(DirectiveKind.StopModel, turn.Step));
            }
            End(turn, reason, decisions);
            if (turn.Number == number)
                break;
        }
    }

    private void Fail(IDecisions decisions)
    {
        if (Current is { } turn)
            End(turn, TurnEnd.Failed, decisions);
    }

    private void End(Turn turn, TurnEnd reason, IDecisions decisions)
    {
        turn.Phase = TurnPhase.Ended;
        turn.End = reason;
        List<CallId>? running = null;
        foreach (var call in turn.Calls)
        {
            if (call.IsEnded)
            {
                // What came just before an interruption is told as what comes just after.
                if (reason == TurnEnd.Interrupted && call is { ToldInStep: 0, Attempt: > 0, OutlivedTurn: false } && IsToBeTold(call))
                    _late.Add(call);
                continue;
            }
            if (reason == TurnEnd.Closed)
                call.OutlivedTurn = true;
            else
                Ledger.Interrupt(call, decisions);
            if (!call.IsEnded)
                (running ??= []).Add(call.Request.Call);
        }
        turn.Running = running;
        decisions.Decide(new TurnEnded { Turn = turn.Number, Reason = reason, Running = running });
        decisions.Do(new(DirectiveKind.TurnEnded, turn.Number, turn));
        if (Current == turn)
            Current = turn.Parent;
        turn.Parent?.Said.AddRange(turn.Said);
        if (turn.Start.Entering && turn.Said.Count > 0)
            _spokeOnEntering = true;
        foreach (var within in _waiting.FindAll(next => next.Start.Within == turn.Number && reason != TurnEnd.Completed))
        {
            _waiting.Remove(within);
            End(within, reason == TurnEnd.Closed ? reason : TurnEnd.Interrupted, decisions);
        }
    }

    // A call that has just ended may be one whose result cannot wait.
    private void InterruptFor(ConversationEvent fact, IDecisions decisions)
    {
        var call = fact switch
        {
            ToolCallEnded ended => Ledger[ended.Call],
            TimerElapsed timer => Ledger.Find(timer.Number),
            _ => null,
        };
        if (call is { IsEnded: true, OutlivedTurn: true, Policy.Delivery: ResultDelivery.Interrupt } && Current is { Phase: TurnPhase.Asking } turn && _late.Contains(call))
            decisions.Do(new(DirectiveKind.InterruptTurn, turn.Number));
    }

    private void Close(CloseRequested close, IDecisions decisions)
    {
        Interrupt(close, close.Heard, TurnEnd.Closed, decisions);
        foreach (var turn in _waiting)
        {
            KeepWords(turn);
            End(turn, TurnEnd.Closed, decisions);
        }
        _waiting.Clear();
        Ledger.React(close, decisions);
    }
}
