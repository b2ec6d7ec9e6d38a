using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>A call for whose one outcome somebody waits.</summary>
internal class AwaitedCallRun : CallRun, IAdmission
{
    // Gone once the outcome was told: what comes after it finds nobody.
    private OutcomeWait? _wait = OutcomeWait.Rent();
    private Progress _progress;

    public override bool LeavesUserCode => true;

    bool IAdmission.MayRunEarly => false;

    /// <summary>Posts the request, and waits for the outcome.</summary>
    public ValueTask<ToolResult> CallAsync(EventLoop loop, ToolCallRequested request)
    {
        var outcome = _wait!.Task;      // before it can be told
        loop.Post(request, this);
        return outcome;
    }

    void IAdmission.Complete(bool admitted)
    {
        if (!admitted)
            Tell(Dropped());
    }

    void IAdmission.Fail(Exception exception) => GiveUp();

    // Whoever waits goes on where the handler ran, if that thread is free when the outcome is known: never on the loop.
    public override void Ended()
    {
        if (Interlocked.CompareExchange(ref _progress, Progress.Ended, Progress.Open) == Progress.Finished || !WasEndedByHandler)
            Tell(Record.ToResult());
    }

    public override void Finish()
    {
        if (Interlocked.CompareExchange(ref _progress, Progress.Finished, Progress.Open) == Progress.Ended && WasEndedByHandler)
            Interlocked.Exchange(ref _wait, null)?.Set(Record.ToResult());
    }

    public override void GiveUp() => Tell(ToolResult.Failed(Outcome.Faulted, Answers.Faulted, "log"));

    /// <summary>What whoever waits is told when the ledger does not take the call. Runs on the loop.</summary>
    protected virtual ToolResult Dropped() => ToolResult.Denied(Answers.Closed, "closing");

    private bool WasEndedByHandler => Record.Attempt > 0 && Record.End!.IsFact;

    private void Tell(ToolResult result)
    {
        if (Interlocked.Exchange(ref _wait, null) is { } wait)
            Runner.Scheduler.Start(new Work(() => wait.Set(result)));
    }

    private enum Progress : byte
    {
        Open,

        /// <summary>The outcome is known.</summary>
        Ended,

        /// <summary>The handler's thread is free.</summary>
        Finished,
    }
}
