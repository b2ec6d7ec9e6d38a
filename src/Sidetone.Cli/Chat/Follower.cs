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
    private bool _isOver;

    /// <summary>Shows all until the session is closed.</summary>
    public async Task FollowAsync()
    {
        await foreach (var happened in session.Events())
        {
            view.Show(happened);
            lock (_gate)
                Count(happened);
        }
        lock (_gate)
        {
            _isOver = true;
            Release();
        }
    }

    /// <summary>Completes when a turn was shown to its end.</summary>
    public Task WhenShownAsync(int turn) => When(() => _lastTurn >= turn);

    /// <summary>Completes when no turn and no call is under way.</summary>
    public Task WhenIdleAsync() => When(() => _turns == 0 && _running.Count == 0);

    private Task When(Func<bool> isMet)
    {
        lock (_gate)
        {
            if (_isOver || isMet())
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
                return;
        }
        Release();
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
