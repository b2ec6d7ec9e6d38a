using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>Agents enter and leave, and their toolsets with them. One at a time: the fold asks for the next only when the last has entered.</summary>
internal sealed partial class AgentLifecycle(SessionEdge edge)
{
    private readonly ILogger _logger = edge.Logger;
    private readonly CancellationTokenSource _closing = new();
    private Task _entering = Task.CompletedTask;
    private Agent? _left;                   // the last that was told to leave
    private int _handedOn;                  // by agents that enter or leave, since a model was asked

    /// <summary>Who leads.</summary>
    public LeadingAgent Leading { get; } = new(edge);

    /// <summary>Starts the session's toolsets and its first agent.</summary>
    /// <exception cref="Exception">Something required failed to set up, or two tools have one name.</exception>
    public Task StartAsync(Agent agent)
    {
        // It has its place here, so that nothing comes before it, not even the end.
        var started = edge.Loop.EnqueueAsync(new SessionStarted { Conversation = edge.Runner.ConversationId, Limits = edge.Options.Limits });
        return _entering = edge.RunAsync(() => StartingAsync(agent, started));
    }

    /// <summary>An agent takes over, off the loop.</summary>
    public void TakeOver(Agent agent) => _entering = edge.RunAsync(() => TakeOverAsync(agent));

    /// <summary>An agent that enters or leaves wants to hand the caller on. False when that goes to and fro.</summary>
    public bool MayHandOn() => Interlocked.Increment(ref _handedOn) <= edge.Options.MaxHandoffsInARow;

    /// <summary>A model is asked: somebody leads.</summary>
    public void Leads() => Interlocked.Exchange(ref _handedOn, 0);

    /// <summary>Tells an agent that enters or leaves to make haste.</summary>
    public void Hurry() => _ = edge.RunAsync(() =>
    {
        _closing.Cancel();
        return Task.CompletedTask;
    });

    /// <summary>The last agent leaves, and all toolsets close. What does not do so in time is told, and not waited for.
    /// The limits are theirs: who closes the session may be gone before the last of them was told.</summary>
    public Task LeaveAsync(TimeLimit forAgent, TimeLimit forToolsets) => edge.RunAsync(async () =>
    {
        // If it failed to start, or still hangs, whoever waits for that is told there.
        await _entering.OrCancelledAsync(forAgent.Over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Leading.End();
        if (Leading.Agent is { } agent)
            await ExitAsync(agent, forAgent);
        List<(IReadOnlyList<Toolset>, Task)> closings = [];
        await Task.WhenAll(Leading.Toolsets.CloseAsync(forToolsets, closings), Leading.SessionToolsets.CloseAsync(forToolsets, closings));
        forAgent.Dispose();
        forToolsets.Dispose();
    });

    private async Task StartingAsync(Agent agent, ValueTask<bool> started)
    {
        edge.Loop.Run();
        await started;
        if (edge.Before.Count > 0)
            edge.Loop.Post(new HistoryAdded { Items = edge.Before });
        Leading.SessionToolsets.Changed += Leading.Refresh;
        try
        {
            await Leading.SessionToolsets.SetupAsync((work, sooner) => edge.RunAsync(() => InTimeAsync(work, sooner)));
            await EnterAsync(agent);
        }
        catch
        {
            await InTimeAsync(limit => Leading.Toolsets.CloseAsync(limit, []));
            await InTimeAsync(limit => Leading.SessionToolsets.CloseAsync(limit, []));
            throw;
        }
    }

    private async Task TakeOverAsync(Agent agent)
    {
        var before = Leading.Agent;
        try
        {
            if (agent == before)
                await edge.Loop.PostAsync(new AgentEntered { Agent = agent.Id });   // its toolsets are set up, and it has greeted
            else
                await EnterAsync(agent);
        }
        catch (Exception exception)
        {
            LogTakeOverFailed(agent.Id, exception);
            edge.Loop.Post(new HandoffFailed { To = agent.Id, Error = exception.GetType().Name });
            edge.Loop.Post(new AgentEntered { Agent = before!.Id });
        }
    }

    private async Task EnterAsync(Agent agent)
    {
        var toolsets = new ToolsetGroup(agent.Toolsets, _logger, Leading.SessionToolsets, Leading.Toolsets);
        ValueTask<bool> recorded;
        try
        {
            await toolsets.SetupAsync((work, sooner) => edge.RunAsync(() => InTimeAsync(work, sooner)));
            var configuration = Leading.Configure(agent, toolsets);     // two tools of one name are found before anybody leaves
            if (Leading.Agent is { } left)
            {
                await InTimeAsync(limit => ExitAsync(left, limit));
                toolsets.TakeOver(Leading.Toolsets);
                await InTimeAsync(limit => Leading.Toolsets.CloseAsync(limit, []));
            }
            recorded = Leading.Lead(agent, toolsets, configuration);
        }
        catch
        {
            await InTimeAsync(limit => toolsets.CloseAsync(limit, []));
            throw;
        }
        await recorded;
        await InTimeAsync(limit => GreetAsync(agent, limit));
        await edge.Loop.PostAsync(new AgentEntered { Agent = agent.Id });
    }

    // Each has its own time, so that one that hangs does not take that of the next.
    private async Task InTimeAsync(Func<TimeLimit, Task> work, CancellationToken sooner = default)
    {
        using var limit = edge.Limit(edge.Options.EnterTimeout, _closing.Token, sooner);
        await work(limit);
    }

    private async Task GreetAsync(Agent agent, TimeLimit limit)
    {
        var callback = Callback.Enter(edge.Session, 0, isEntering: true);
        try
        {
            await agent.OnEnterAsync(new(edge.Session, entering: true), limit.Token).AsTask().OrCancelledAsync(limit.Over);
        }
        catch (Exception exception)
        {
            LogEnterFailed(agent.Id, exception);    // it leads all the same: a caller without a greeting is better off than one without an agent
        }
        finally
        {
            callback.End();
        }
    }

    private async Task ExitAsync(Agent agent, TimeLimit limit)
    {
        if (Interlocked.Exchange(ref _left, agent) == agent)
            return;     // closing did not wait for whoever takes over
        var callback = Callback.Enter(edge.Session, 0, isEntering: false);
        try
        {
            await agent.OnExitAsync(new(edge.Session, entering: false), limit.Token).AsTask().OrCancelledAsync(limit.Over);
        }
        catch (Exception exception)
        {
            LogExitFailed(agent.Id, exception);
        }
        finally
        {
            callback.End();
        }
    }

    [LoggerMessage(20, LogLevel.Error, "Agent {Agent} could not take over")]
    private partial void LogTakeOverFailed(string agent, Exception exception);

    [LoggerMessage(21, LogLevel.Error, "Agent {Agent} failed while it entered")]
    private partial void LogEnterFailed(string agent, Exception exception);

    [LoggerMessage(22, LogLevel.Error, "Agent {Agent} failed while it left")]
    private partial void LogExitFailed(string agent, Exception exception);
}
