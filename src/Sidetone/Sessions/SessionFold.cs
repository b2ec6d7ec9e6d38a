using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>A session's state: the fold of its events. What may go on, goes on; what came too late is dropped.</summary>
internal sealed partial class SessionFold : IFold
{
    private readonly List<Turn> _waiting = [];
    private readonly List<CallRecord> _late = [];       // ended after their turn, to be told when nobody speaks
    private readonly Handoffs _handoffs = new();
    private Dictionary<string, ConfiguredTool> _tools = [];
    private int _turns;
    private int _steps;
    private int _shown;
    private bool _started;
    private bool _entering = true;                      // an agent sets up, or does what it wants to do first
    private bool _spokeOnEntering;

    public SessionLimits Limits { get; private set; } = new();

    public CallLedger Ledger { get; private set; } = new(new());

    public Transcript Transcript { get; } = new();

    /// <summary>The agent that leads the conversation; null before it entered.</summary>
    public AgentConfigured? Agent { get; private set; }

    /// <summary>The turn that runs; null while nobody speaks.</summary>
    public Turn? Current { get; private set; }

    public bool IsClosing => Ledger.IsClosing;

    /// <summary>Says what the caller has heard of a step's words until now. Asked only when an input is admitted, never in a replay.</summary>
    public Func<int, string>? Heard { get; init; }

    // ---- Admitting

    public ConversationEvent? Admit(ConversationEvent input) => input switch
    {
        _ when Ledger.IsClosed => Ledger.Admit(input),
        SessionStarted => _started ? null : input,
        TurnStarted start => Admit(start),
        InterruptionRequested interruption => Admit(interruption),
        CloseRequested close => IsClosing ? null : close with { Heard = HeardNow(close.Heard) },
        HistoryAdded => IsClosing ? null : input,
        HandoffRequested => IsClosing || Agent is null ? null : input,
        ModelResponded responded => IsRunning(responded.Step) ? responded : null,
        ModelFailed failed => IsRunning(failed.Step) ? failed : null,
        ToolCallRequested { Step: > 0 } request => IsRunning(request.Step) ? Ledger.Admit(request) : null,
        TimerElapsed { Timer: TimerKind.Model } timer => IsRunning(timer.Number) ? timer with { Heard = HeardNow(timer.Heard) } : null,
        _ => Ledger.Admit(input),
    };

    private TurnStarted? Admit(TurnStarted start) =>
        IsClosing || (start.Kind != TurnKind.LateResults && _waiting.Count >= Limits.MaxWaitingTurns)
            ? null
            : Number(start with { Turn = _turns + 1, Heard = start.Kind == TurnKind.User && !IsProtected(Current) ? HeardNow(start.Heard) : null });

    private InterruptionRequested? Admit(InterruptionRequested interruption)
    {
        if (interruption.Waiter is { } waiter)
        {
            if (waiter.Turn == 0)
                return null;    // it never became a turn
            interruption = interruption with { Turn = waiter.Turn, Waiter = null };
        }
        if (_waiting.Exists(turn => turn.Number == interruption.Turn))
            return interruption;
        return CanInterrupt(interruption.Turn) ? interruption with { Heard = HeardNow(interruption.Heard) } : null;
    }

    private static TurnStarted Number(TurnStarted start)
    {
        if (start.Waiter is { } waiter)
            waiter.Turn = start.Turn;
        return start;
    }

    // In a replay nobody speaks: what was heard is what was recorded.
    private string? HeardNow(string? recorded) =>
        Current is not { Phase: TurnPhase.Asking } turn ? null : Heard is null ? recorded : Heard(turn.Step);

    /// <summary>The model is asked in this step, and has not answered.</summary>
    public bool IsRunning(int step) => Current is { Phase: TurnPhase.Asking } turn && turn.Step == step;

    // A turn and the replies within it; 0 for all that runs.
    private bool CanInterrupt(int number)
    {
        for (var turn = Current; turn is not null && !HasProtectedCall(turn); turn = turn.Parent)
        {
            if (turn.Number == number || (number == 0 && turn.Parent is null))
                return true;
        }
        return false;
    }

    private bool IsOnStack(int number)
    {
        for (var turn = Current; turn is not null; turn = turn.Parent)
        {
            if (turn.Number == number)
                return true;
        }
        return false;
    }

    /// <summary>Turns that are not over.</summary>
    public IEnumerable<Turn> OpenTurns()
    {
        for (var turn = Current; turn is not null; turn = turn.Parent)
            yield return turn;
        foreach (var turn in _waiting)
            yield return turn;
    }

    private static bool IsProtected(Turn? turn)
    {
        for (; turn is not null; turn = turn.Parent)
        {
            if (HasProtectedCall(turn))
                return true;
        }
        return false;
    }

    private static bool HasProtectedCall(Turn turn) =>
        turn.Calls.Exists(call => call.State == CallState.Running && call.Policy.Interruption == OnInterruption.Protect);

    // ---- Applying

    public void Apply(ConversationEvent happened)
    {
        switch (happened)
        {
            case SessionStarted started:
                _started = true;
                Limits = started.Limits;
                Ledger = new(started.Limits);
                break;
            case AgentConfigured configured:
                Apply(configured);
                break;
            case HistoryAdded added:
                Transcript.Add(added);
                break;
            case HandoffRequested handoff:
                _handoffs.Add(handoff);
                break;
            case TurnStarted start:
                _turns = start.Turn;
                break;
            case AgentEntered:
                _entering = false;
                break;
            case HandoffFailed failed:
                Current?.HandedTo = null;
                var wasToldAsDone = _handoffs.Fail(failed.To);
                Transcript.Note(failed, $"The caller could not be handed to {failed.To}, and is still with {Agent!.Agent}.", wasToldAsDone);
                break;
            case ModelRequested asked:
                Current!.Phase = TurnPhase.Asking;
                Current.Step = _steps = asked.Step;
                Current.ToolChoice = asked.ToolChoice;
                Current.StepCalls = Current.Calls.Count;
                Transcript.BeginStep();
                break;
            case ModelResponded responded:
                Say(responded.Text);
                Current!.InputTokens += responded.InputTokens ?? 0;
                Current.OutputTokens += responded.OutputTokens ?? 0;
                Transcript.EndStep(responded, responded.Text, interrupted: false, responded.Extras);
                break;
            case ModelFailed failed:
                Say(failed.Text);
                Current!.FailedWith = failed.Error;
                Transcript.EndStep(failed, failed.Text, interrupted: true);
                break;
            case AgentSpoke spoke:
                Say(spoke.Text);
                Transcript.Say(spoke, "assistant", spoke.Text);
                break;
            case ToolCallRequested request:
                var requested = Ledger.Apply(request, _tools.GetValueOrDefault(request.Tool), request.Step > 0 ? Current!.Number : 0, Agent?.Agent);
                if (request.Step > 0)
                {
                    Current!.Calls.Add(requested);
                    Transcript.AddCall(requested);
                }
                break;
            case ToolCallEnded ended:
                Ledger.Apply(ended);
                Apply(Ledger[ended.Call], ended);
                break;
            case ToolCallLateResult late:
                Ledger.Apply(late);
                Transcript.AddLateResult(Ledger[late.Call], late, Ledger.IsJoined(late.Call));
                break;
            case HandedOff handedOff:
                Transcript.History.Add(new HandoffItem(handedOff.Seq, handedOff.From, handedOff.To));
                _entering = true;
                _spokeOnEntering = false;
                if (Current is not null)
                    Current.HandedTo = handedOff.To;
                break;
            default:
                Ledger.Apply(happened);
                break;
        }
    }

    private void Apply(AgentConfigured configured)
    {
        Agent = configured;
        _tools = new(configured.Tools.Count);
        foreach (var tool in configured.Tools)
            _tools.Add(tool.Name, tool);
        if (configured.History is { } kept)
            Transcript.Context.Keep(kept, inTurn: Current is not null);
        Transcript.History.Add(new ConfigurationItem(configured.Seq, configured.Agent, configured.Instructions, configured.Added, configured.Removed));
    }

    private void Apply(CallRecord call, ToolCallEnded ended)
    {
        Transcript.AddEnd(call, ended);
        if (ended.HandsTo is not null)
            _handoffs.Add(call);
        if (call.OutlivedTurn && IsToBeTold(call))
            _late.Add(call);
    }

    private static bool IsToBeTold(CallRecord call) => call.JoinedTo is null && !call.End!.Nothing && call.End.Outcome != Outcome.Cancelled;

    private void Say(string text)
    {
        if (text.Length == 0 || Current is not { } turn)
            return;
        turn.Said.Add(text);
        if (!string.IsNullOrWhiteSpace(text))
            turn.SaidInLastStep++;
    }
}
