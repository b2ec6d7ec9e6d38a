using System.Threading.Tasks.Sources;

namespace Sidetone.Execution;

/// <summary>A call for whose one outcome somebody waits. One object serves the run and the wait.</summary>
internal sealed class AwaitedCallRun : CallRun, IValueTaskSource<ToolResult>
{
    private const int Open = 0, EndIsKnown = 1, ThreadIsFree = 2;

    private ManualResetValueTaskSourceCore<bool> _core;
    private object? _instead;
    private bool _isAccepted;
    private int _state;
    private int _isTold;

    /// <summary>The outcome, once it is durable.</summary>
    public ValueTask<ToolResult> Result => new(this, _core.Version);

    public override bool LeavesUserCode => true;

    public override bool MayRunEarly => _isAccepted && base.MayRunEarly;

    public override void Complete(bool admitted)
    {
        if (_isAccepted)
        {
            base.Complete(admitted);
        }
        else if (admitted)
        {
            _isAccepted = true;
        }
        else
        {
            _instead = ToolResult.Denied(Answers.Closed, "closing");
            Tell();
        }
    }

    public override void Fail(Exception exception)
    {
        if (_isAccepted)
        {
            base.Fail(exception);
        }
        else
        {
            GiveUp();
        }
    }

    // Whoever waits goes on where the handler ran, if that thread is free when the outcome is known: never on the loop.
    public override void Ended()
    {
        if (Interlocked.CompareExchange(ref _state, EndIsKnown, Open) == ThreadIsFree || Record.Attempt == 0 || !Record.End!.IsFact)
            Tell();
    }

    public override void Finish()
    {
        if (Interlocked.CompareExchange(ref _state, ThreadIsFree, Open) == EndIsKnown && Record.Attempt > 0 && Record.End!.IsFact && Interlocked.Exchange(ref _isTold, 1) == 0)
            _core.SetResult(true);
    }

    public override void GiveUp()
    {
        _instead = ToolResult.Failed(Outcome.Faulted, Answers.Faulted, "log");
        Tell();
    }

    ToolResult IValueTaskSource<ToolResult>.GetResult(short token)
    {
        _core.GetResult(token);
        return _instead is ToolResult result ? result : Record.ToResult();
    }

    ValueTaskSourceStatus IValueTaskSource<ToolResult>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<ToolResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Tell()
    {
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
            Runner.Scheduler.Start(new Work(() => _core.SetResult(true)));
    }
}
