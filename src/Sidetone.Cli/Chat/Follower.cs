using Sidetone.Conversations;

namespace Sidetone.Cli.Chat;

/// <summary>Shows a session's events one after another, and knows when nothing more is under way.</summary>
internal sealed class Follower(AgentSession session, IChatView view)
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _running = [];
    private readonly List<(Func<bool> IsMet, TaskCompletionSource Waiter)> _waiters = [];
    private int _turns;
    private int _lastTurn;
    private bool _isCaughtUp;
    private bool _isOver;

    /// <summary>Shows all until the session is closed.</summary>
    public async Task FollowAsync()
    {
        await using var events = session.Events().GetAsyncEnumerator();
        for (var next = events.MoveNextAsync().AsTask(); await HasMoreAsync(next); next = events.MoveNextAsync().AsTask())
        {
            view.Show(events.Current);
            lock (_gate)
                Count(events.Current);
        }
        lock (_gate)
        {
            _isOver = true;
            Release();
        }
    }

    // What follows from an event is written with it: only when there is no more to read is nothing under way for sure.
    private async Task<bool> HasMoreAsync(Task<bool> next)
    {
        if (!next.IsCompleted)
            await Task.Yield();
        lock (_gate)
        {
            _isCaughtUp = !next.IsCompleted;
            if (_isCaughtUp)
                Release();
        }
        var hasMore = await next;
        lock (_gate)
            _isCaughtUp = false;
        return hasMore;
    }

    /// <summary>Completes when a turn was shown to its end.</summary>
    public Task WhenShownAsync(int turn) => When(() => _lastTurn >= turn);

    /// <summary>Completes when no turn and no call is under way.</summary>
    public Task WhenIdleAsync() => When(() => _turns == 0 && _running.Count == 0);

    private Task When(Func<bool> isMet)
    {
        lock (_gate)
        {
            if (_isOver || (_isCaughtUp && isMet()))
                return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((isMet, waiter));
            return waiter.Task;
        }
    }

    private void Count(ConversationEvent happened)
    {
        switch (happened)
        {
            case TurnStarted:
                _turns++;
                break;
            case TurnEnded ended:
                _turns--;
                _lastTurn = Math.Max(_lastTurn, ended.Turn);
                break;
            case ToolCallRequested request:
                _running.Add(request.Call.Number);
                break;
            case ToolCallEnded end:
                _running.Remove(end.Call.Number);
                break;
            default:
                break;
        }
    }

    private void Release()
    {
        for (var i = _waiters.Count - 1; i >= 0; i--)
        {
            if (!_isOver && !_waiters[i].IsMet())
                continue;
            _waiters[i].Waiter.TrySetResult();
            _waiters.RemoveAt(i);
        }
    }
}
