using Sidetone.Conversations;

namespace Sidetone.Execution;

// Taking an effect back: a call of its own, once.
internal sealed partial class CallLedger
{
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
        Start(this[request.Call], decisions);
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
}
