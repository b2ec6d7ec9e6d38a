using Sidetone.Conversations;

namespace Sidetone.Sessions;

/// <summary>Somebody waits for a turn.</summary>
internal sealed class PendingTurn : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource<RunResult> _task = new();
    private RunResult? _result;
    private Exception? _exception;

    public Task<RunResult> Task => _task.Task;

    /// <summary>Where its handlers and callbacks run: the context of whoever asked for the turn.</summary>
    public ExecutionContext? Context { get; set; }

    /// <summary>The turn's number, once it was admitted.</summary>
    public int Turn { get; set; }

    /// <summary>Takes text as it comes; null when nobody listens.</summary>
    public Listener? Listener { get; init; }

    /// <summary>What the model failed with.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The turn is over. Runs on the loop, which whoever waits must not: <see cref="Execute"/> tells them.</summary>
    public void Complete(Turn turn)
    {
        if (turn.End == TurnEnd.Failed)
            _exception = Failure ?? new TimeoutException($"The model did not finish in time ({turn.FailedWith}).");
        else
            _result = Result(turn);
    }

    /// <summary>The session failed.</summary>
    public void Fail(Exception exception) => _exception = exception;

    public void Execute()
    {
        Listener?.Complete();
        if (_exception is not { } exception)
            _task.TrySetResult(_result!);
        else if (_task.TrySetException(exception))
            _ = _task.Task.Exception;   // who gave up waiting is not told by the finalizer either
    }

    private static RunResult Result(Turn turn)
    {
        var calls = turn.Calls.Count == 0 ? [] : new ToolCall[turn.Calls.Count];
        for (var i = 0; i < calls.Length; i++)
            calls[i] = turn.Calls[i].ToCall(turn.Running?.Contains(turn.Calls[i].Request.Call) != true);
        return new()
        {
            Turn = turn.Number,
            Text = turn.Said.Count switch { 0 => "", 1 => turn.Said[0], _ => string.Join('\n', turn.Said) },
            Calls = calls,
            Reason = turn.End,
            StillRunning = turn.Running ?? [],
            HandedTo = turn.HandedTo,
            InputTokens = turn.InputTokens,
            OutputTokens = turn.OutputTokens,
        };
    }
}
