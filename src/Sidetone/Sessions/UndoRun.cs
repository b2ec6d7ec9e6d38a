using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>A call's effect is taken back: a call of its own, with the same arguments. One that the ledger does not take says why.</summary>
internal sealed class UndoRun(CallRecord undone, CallLedger ledger) : AwaitedCallRun
{
    protected override ToolResult Dropped() => ToolResult.Denied($"{undone.Id} ({undone.Tool}) cannot be taken back: {WhyNot()}.", "no_undo");

    private string WhyNot() => undone switch
    {
        _ when ledger.IsClosing => "the session is closed, or closing",
        { Request.Undoes: not null } => "it takes back another call itself",
        { Policy.Effect: not Effect.Reversible } => "its tool is not Reversible, and has no undo",
        { End: null } => "it still runs",
        { End.Outcome: var outcome } when outcome != Outcome.Completed => $"it ended as {outcome}",
        _ => "it was taken back already, or is being",
    };
}
