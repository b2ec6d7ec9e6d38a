using Sidetone.Conversations;
using Sidetone.Tools.Arguments;

namespace Sidetone.Execution;

/// <summary>A conversation that is nothing but calls: the ledger with no turns around it.</summary>
internal sealed class LedgerFold : IFold
{
    private Dictionary<string, ConfiguredTool> _tools = [];
    private SessionLimits _limits = new();
    private bool _closing;
    private bool _finishing;

    public CallLedger Ledger { get; private set; } = new(new());

    public bool IsClosed { get; private set; }

    public ConversationEvent? Admit(ConversationEvent input)
    {
        if (IsClosed)
            return input is ToolCallEnded settled && Ledger.Admit(settled) is ToolCallLateResult late ? late : null;
        return input switch
        {
            ToolCallRequested request => _closing ? null : Ledger.Admit(request),
            ToolCallStarted started => Ledger.Admit(started),
            ToolCallEnded ended => Ledger.Admit(ended),
            TimerElapsed { Timer: TimerKind.CloseEnd } => _closing ? input : null,
            TimerElapsed { Timer: TimerKind.CloseFinish } timer => _closing && !_finishing ? timer : null,
            TimerElapsed timer => Ledger.Admit(timer) ? timer : null,
            InterruptionRequested => !_closing && Ledger.CanInterrupt ? input : null,
            CloseRequested => _closing ? null : input,
            _ => input,
        };
    }

    public void Apply(ConversationEvent happened)
    {
        switch (happened)
        {
            case SessionStarted started:
                _limits = started.Limits;
                Ledger = new(_limits);
                break;
            case AgentConfigured configured:
                _tools = configured.Tools.ToDictionary(tool => tool.Name);
                break;
            case ToolCallRequested request:
                if (request.Response is { } response)
                    Ledger.BeginStep(response, request.At - _limits.AnswerLatency);
                Ledger.Apply(request, _tools.GetValueOrDefault(request.Tool));
                break;
            case CloseRequested:
                _closing = true;
                break;
            case SessionClosed:
                IsClosed = true;
                break;
            default:
                Ledger.Apply(happened);
                break;
        }
    }

    public void React(ConversationEvent fact, IDecisions decisions)
    {
        switch (fact)
        {
            case ToolCallRequested { Undoes: not null } undo:
                Ledger.Start(Ledger[undo.Call], decisions);
                break;
            case ToolCallRequested request:
                var isKnown = _tools.ContainsKey(request.Tool);
                Ledger.React(Ledger[request.Call], isKnown, isKnown ? null : NearestName.Find(request.Tool, [.. _tools.Keys]), denial: null, decisions);
                break;
            case ToolCallStarted started:
                Ledger.React(started, decisions);
                break;
            case ToolCallEnded ended:
                Ledger.React(ended, decisions);
                break;
            case TimerElapsed { Timer: TimerKind.CloseFinish }:
                _finishing = true;
                Ledger.CancelOpen(static _ => true, decisions);
                break;
            case TimerElapsed { Timer: TimerKind.CloseEnd }:
                Ledger.EndOpen(decisions);
                break;
            case TimerElapsed timer:
                Ledger.React(timer, decisions);
                break;
            case InterruptionRequested:
                Ledger.Interrupt(decisions);
                break;
            case CloseRequested:
                Ledger.Close(decisions);
                break;
            default:
                break;
        }
        if (_closing && !IsClosed && Ledger.Open == 0)
        {
            decisions.Decide(new SessionClosed());
            decisions.Do(new(DirectiveKind.Closed));
        }
    }
}
