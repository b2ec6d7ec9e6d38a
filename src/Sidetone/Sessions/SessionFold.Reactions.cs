using Sidetone.Conversations;

namespace Sidetone.Sessions;

internal sealed partial class SessionFold
{
    public void React(ConversationEvent fact, IDecisions decisions)
    {
        switch (fact)
        {
            case TurnStarted start:
                React(start, decisions);
                break;
            case InterruptionRequested interruption:
                React(interruption, decisions);
                break;
            case ModelResponded responded:
                Current!.Phase = TurnPhase.Working;
                Ledger.Release(responded.Step, decisions);
                break;
            case ModelFailed:
                Fail(decisions);
                break;
            case ToolCallRequested { Undoes: null } request:
                var call = Ledger[request.Call];
                var isKnown = _tools.ContainsKey(call.Tool);
                Ledger.React(call, isKnown ? null : [.. _tools.Keys], Denial(call), decisions);
                break;
            case TimerElapsed { Timer: TimerKind.Model } timer:
                decisions.Do(new(DirectiveKind.StopModel, timer.Number));
                decisions.Decide(new ModelFailed { Step = timer.Number, Error = "timeout", Text = timer.Heard ?? "" });
                Fail(decisions);
                break;
            case CloseRequested close:
                Close(close, decisions);
                break;
            default:
                Ledger.React(fact, decisions);
                InterruptFor(fact, decisions);
                break;
        }
        Continue(decisions);
        if (Transcript.History.Count is var count && count > _shown)
            decisions.Do(new(DirectiveKind.ShowHistory, _shown = count));
    }

    private void React(TurnStarted start, IDecisions decisions)
    {
        _waiting.Add(new(start));
        if (start.Kind == TurnKind.User && Current is not null && !IsProtected(Current))
            Interrupt(start, start.Heard, TurnEnd.Interrupted, decisions);
    }

    private void React(InterruptionRequested interruption, IDecisions decisions)
    {
        if (_waiting.Find(turn => turn.Number == interruption.Turn) is { } waiting)
        {
            _waiting.Remove(waiting);
            KeepWords(waiting);
            End(waiting, TurnEnd.Interrupted, decisions);
        }
        else
        {
            Interrupt(interruption, interruption.Heard, TurnEnd.Interrupted, decisions, interruption.Turn);
        }
    }

    // ---- What goes on

    private void Continue(IDecisions decisions)
    {
        while (!Ledger.IsClosed)
        {
            if (IsClosing)
            {
                if (Ledger.Open > 0)
                    return;
                decisions.Decide(new SessionClosed());
                decisions.Do(new(DirectiveKind.Closed));
            }
            else if (Current is { Phase: TurnPhase.Working } working)
            {
                if (BeginWithin(static (next, fold) => next.Within > 0 && fold.IsOnStack(next.Within)))
                    continue;
                if (!IsBatchOver(working))
                    return;
                AfterBatch(working, decisions);
            }
            else if (_entering && Current is not { Start.Entering: true })
            {
                if (!BeginWithin(static (next, _) => next.Entering))
                    return;
            }
            else if (Current is { } turn)
            {
                if (turn.Phase != TurnPhase.Ready)
                    return;
                if (HandOff(decisions))
                    continue;
                if (turn.HandedTo is not null && _spokeOnEntering)
                    End(turn, TurnEnd.Completed, decisions);    // what the agent said on entering is the reply
                else if (turn.HandedTo is not null && _waiting.Exists(next => next.Start.Kind == TurnKind.User))
                    End(turn, TurnEnd.Interrupted, decisions);  // the caller spoke while an agent took over
                else
                    Ask(turn, decisions);
            }
            else if (!HandOff(decisions) && !BeginNext(decisions))
            {
                return;
            }
        }
    }

    private bool IsBatchOver(Turn turn)
    {
        for (var i = turn.StepCalls; i < turn.Calls.Count; i++)
        {
            if (!turn.Calls[i].IsEnded)
                return false;
        }
        return true;
    }

    private void AfterBatch(Turn turn, IDecisions decisions)
    {
        turn.Phase = TurnPhase.Ready;
        var calls = turn.Calls.Count - turn.StepCalls;
        if (turn.IsLastStep && turn.SaidInLastStep == 0)
        {
            decisions.Decide(new AgentSpoke { Turn = turn.Number, Text = Limits.StepBudgetText });
            decisions.Do(new(DirectiveKind.Say, turn.Number, turn));
            End(turn, TurnEnd.StepBudget, decisions);
        }
        else if (calls == 0 || turn.IsLastStep)
        {
            End(turn, calls > 0 ? TurnEnd.StepBudget : IsStillRequired(turn) ? TurnEnd.ToolNotCalled : TurnEnd.Completed, decisions);
        }
        else if (!HandOff(decisions) && IsSilent(turn))
        {
            End(turn, TurnEnd.Silent, decisions);
        }
        else
        {
            turn.ToolSteps++;
        }
    }

    private static bool IsSilent(Turn turn)
    {
        for (var i = turn.StepCalls; i < turn.Calls.Count; i++)
        {
            var call = turn.Calls[i];
            var isSilent = call.End!.Nothing || call.Policy.Delivery == ResultDelivery.Silent;
            if (!isSilent)
                return false;
        }
        return true;
    }

    private void Ask(Turn turn, IDecisions decisions)
    {
        var step = _steps + 1;
        turn.IsLastStep = turn.ToolSteps >= Limits.MaxToolSteps;
        var choice = turn.IsLastStep ? ToolChoice.None : Choose(turn);
        decisions.Decide(new ModelRequested { Step = step, Turn = turn.Number, Agent = Agent!.Agent, ToolChoice = choice });
        turn.SaidInLastStep = 0;
        _handoffs.DropOutdated(Agent.Agent);
        var context = Transcript.Context.Render(step);
        _late.RemoveAll(call => call.ToldInStep > 0);
        Ledger.Prune(step);
        decisions.Do(new(DirectiveKind.AskModel, step, new StepRequest(turn, step, choice, context, Agent)));
        decisions.Do(new(DirectiveKind.ArmTimer, step) { Timer = TimerKind.Model, After = Limits.ModelTimeout });
    }

    private bool BeginNext(IDecisions decisions)
    {
        if (_waiting.Count > 0)
        {
            var turn = _waiting.Find(next => next.Start.Kind == TurnKind.User) ?? _waiting[0];  // the caller's words come first
            _waiting.Remove(turn);
            if (turn.Start.Kind == TurnKind.User && _waiting.Exists(next => next.Start.Kind == TurnKind.User))
            {
                KeepWords(turn);
                End(turn, TurnEnd.Interrupted, decisions);      // the caller went on speaking
            }
            else
            {
                Begin(turn, null);
            }
            return true;
        }
        if (!_late.Exists(call => call.Policy.Delivery is ResultDelivery.WhenIdle or ResultDelivery.Interrupt))
            return false;
        var start = new TurnStarted { Turn = _turns + 1, Kind = TurnKind.LateResults };
        decisions.Decide(start);
        Begin(new Turn(start), null);
        return true;
    }

    // A reply inside a call or while an agent enters: the running turn goes on after it.
    private bool BeginWithin(Func<TurnStarted, SessionFold, bool> which)
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var turn = _waiting[i];
            if (!which(turn.Start, this))
                continue;
            _waiting.RemoveAt(i);
            Begin(turn, Current);
            return true;
        }
        return false;
    }

    private void Begin(Turn turn, Turn? parent)
    {
        turn.Parent = parent;
        Current = turn;
        if (parent is null)
            Transcript.Context.Add(TurnEntry.Instance);
        KeepWords(turn);
    }

    private void KeepWords(Turn turn)
    {
        if (turn.Start.Text is { Length: > 0 } text)
            Transcript.Say(turn.Start, "user", text);
    }

    private bool HandOff(IDecisions decisions)
    {
        if (_entering || _handoffs.Decide(Agent!.Agent) is not { } handoff)
            return false;
        decisions.Decide(new HandedOff { From = Agent.Agent, To = handoff.To, Call = handoff.By?.Request.Call });
        decisions.Do(new(DirectiveKind.EnterAgent, 0, handoff.Target));
        return true;
    }
}
