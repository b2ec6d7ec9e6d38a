using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>A conversation that is nothing but calls: the ledger with no turns around it.</summary>
internal sealed class LedgerFold : IFold
{
    private Dictionary<string, ConfiguredTool> _tools = [];

    private int _turns;

    public CallLedger Ledger { get; private set; } = new(new());

    public ConversationEvent? Admit(ConversationEvent input) => input switch
    {
        InterruptionRequested when Ledger.IsClosing || !Ledger.CanInterrupt => null,
        TurnStarted turn => Ledger.IsClosing || !Ledger.CanBeginTurn ? null : turn with { Turn = _turns + 1 },
        _ => Ledger.Admit(input),
    };

    public void Apply(ConversationEvent happened)
    {
        switch (happened)
        {
            case SessionStarted started:
                Ledger = new(started.Limits);
                break;
            case AgentConfigured configured:
                _tools = configured.Tools.ToDictionary(tool => tool.Name);
                break;
            case ToolCallRequested request:
                if (request.Response is { } response)
                    Ledger.BeginStep(response, request.At);
                Ledger.Apply(request, _tools.GetValueOrDefault(request.Tool));
                break;
            case TurnStarted turn:
                _turns = turn.Turn;
                Ledger.BeginTurn(turn.Seq);
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
            case ToolCallRequested { Undoes: null } request:
                Ledger.React(Ledger[request.Call], _tools.ContainsKey(request.Tool) ? null : [.. _tools.Keys], denial: null, decisions);
                break;
            case InterruptionRequested:
                Ledger.Interrupt(decisions);
                break;
            case CloseRequested:
                Ledger.Close(runsOut: true, decisions);
                break;
            default:
                Ledger.React(fact, decisions);
                break;
        }
        if (Ledger is { IsClosing: true, IsClosed: false, Open: 0 })
        {
            decisions.Decide(new SessionClosed());
            decisions.Do(new(DirectiveKind.Closed));
        }
    }
}
