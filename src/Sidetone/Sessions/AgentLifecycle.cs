using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>Agents enter and leave, and their toolsets with them. One at a time: the fold asks for the next only when the last has entered.</summary>
internal sealed partial class AgentLifecycle(SessionEdge edge)
{
    private readonly ILogger _logger = edge.Logger;
    private readonly Lock _gate = new();
    private readonly ToolsetGroup _sessionToolsets = new(edge.Options.Toolsets, edge.Logger);
    private readonly CancellationTokenSource _closing = new();
    private ToolsetGroup _agentToolsets = new([], edge.Logger);
    private AgentConfiguration? _configuration;
    private Task _entering = Task.CompletedTask;
    private IReadOnlyList<Tool>? _tools;    // replaced at run time; null for the agent's own
    private string? _instructions;
    private Agent? _left;                   // the last that was told to leave
    private bool _isOver;                   // nobody enters any more
    private int _handedOn;                  // by agents that enter or leave, since a model was asked

    public Agent? Current { get; private set; }

    public AgentConfiguration? Configuration => _configuration;

    /// <summary>Starts the session's toolsets and its first agent.</summary>
    /// <exception cref="Exception">Something required failed to set up, or two tools have one name.</exception>
    public Task StartAsync(Agent agent)
    {
        // Here, so that nothing comes before it, not even the end.
        var started = edge.Loop.PostAsync(new SessionStarted { Conversation = edge.Runner.ConversationId, Limits = edge.Options.Limits });
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
        lock (_gate)
            _isOver = true;
        if (Current is { } agent)
            await ExitAsync(agent, forAgent);
        List<(IReadOnlyList<Toolset>, Task)> closings = [];
        await Task.WhenAll(_agentToolsets.CloseAsync(forToolsets, closings), _sessionToolsets.CloseAsync(forToolsets, closings));
        forAgent.Dispose();
        forToolsets.Dispose();
    });

    /// <summary>Other tools or instructions for the agent that leads now; seen at its next step.</summary>
    public void Update(IReadOnlyList<Tool>? tools, string? instructions)
    {
        lock (_gate)
        {
            var agent = Current ?? throw new InvalidOperationException("No agent leads the session yet: give the first one its tools and instructions, or call StartAsync before you change them.");
            var own = tools is null ? _tools : OwnOf(tools);
            var configuration = Reconfigure(agent, own, instructions ?? _instructions, keepsTools: tools is null && instructions is not null);
            _tools = own;
            _instructions = instructions ?? _instructions;
            if (configuration.IsRecordedAs(_configuration!))
                _configuration = configuration;             // which toolset a tool is from may be another
            else
                edge.Loop.Post(Install(configuration));     // here, so that the last one to change it is the last to be recorded
        }
    }

    private async Task StartingAsync(Agent agent, ValueTask<bool> started)
    {
        await started;
        if (edge.Before.Count > 0)
            edge.Loop.Post(new HistoryAdded { Items = edge.Before });
        _sessionToolsets.Changed += Refresh;
        try
        {
            await _sessionToolsets.SetupAsync((work, sooner) => edge.RunAsync(() => InTimeAsync(work, sooner)));
            await EnterAsync(agent);
        }
        catch
        {
            await InTimeAsync(limit => _agentToolsets.CloseAsync(limit, []));
            await InTimeAsync(limit => _sessionToolsets.CloseAsync(limit, []));
            throw;
        }
    }

    private async Task TakeOverAsync(Agent agent)
    {
        var before = Current;
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
        var toolsets = new ToolsetGroup(agent.Toolsets, _logger, _sessionToolsets, _agentToolsets);
        ValueTask<bool> recorded;
        try
        {
            await toolsets.SetupAsync((work, sooner) => edge.RunAsync(() => InTimeAsync(work, sooner)));
            var configuration = Configure(agent, toolsets, null, null);     // two tools of one name are found before anybody leaves
            if (Current is { } left)
            {
                await InTimeAsync(limit => ExitAsync(left, limit));
                toolsets.TakeOver(_agentToolsets);
                await InTimeAsync(limit => _agentToolsets.CloseAsync(limit, []));
            }
            recorded = Lead(agent, toolsets, configuration);
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

    private ValueTask<bool> Lead(Agent agent, ToolsetGroup toolsets, AgentConfiguration configuration)
    {
        toolsets.Changed += Refresh;
        ArgumentException? clash = null;
        ValueTask<bool> recorded;
        lock (_gate)
        {
            if (_isOver)
                throw new InvalidOperationException("The session is closed, or closing.");
            try
            {
                configuration = Configure(agent, toolsets, null, null);     // tools may have changed meanwhile
            }
            catch (ArgumentException exception)
            {
                clash = exception;
            }
            (Current, _agentToolsets, _tools, _instructions) = (agent, toolsets, null, null);
            recorded = edge.Loop.PostAsync(Install(configuration) with
            {
                History = agent.HistoryOnEnter == HistoryOnEnter.Whole ? null : agent.HistoryOnEnter,
            });
        }
        if (clash is not null)
            LogRefreshFailed(clash);
        return recorded;
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

    private AgentConfiguration Configure(Agent agent, ToolsetGroup toolsets, IReadOnlyList<Tool>? own, string? instructions)
    {
        IReadOnlyList<Tool> tools =
        [
            .. edge.Options.Tools, .. _sessionToolsets.Tools,
            .. own ?? [.. agent.DeclaredTools, .. agent.Tools], .. toolsets.Tools,
        ];
        if (edge.Options.ReplaceTool is { } replace)
            tools = [.. tools.Select(replace)];
        return new(agent, instructions ?? agent.Instructions, tools, edge.Options.StrictSchemas)
        {
            Toolsets = toolsets.IsEmpty && _sessionToolsets.IsEmpty ? AgentConfiguration.NoToolsets : Names(_sessionToolsets.ById.Concat(toolsets.ById)),
            Unavailable = [.. _sessionToolsets.Unavailable, .. toolsets.Unavailable],
        };
    }

    private static Dictionary<string, string[]> Names(IEnumerable<(string Id, IEnumerable<Tool> Tools)> toolsets) => toolsets
        .GroupBy(toolset => toolset.Id, toolset => toolset.Tools)
        .ToDictionary(of => of.Key, of => of.SelectMany(tools => tools).Select(tool => tool.Name).Distinct().ToArray());

    // Tools that a toolset has changed to a clash are not offered, which is no fault of whoever changes the instructions.
    private AgentConfiguration Reconfigure(Agent agent, IReadOnlyList<Tool>? own, string? instructions, bool keepsTools)
    {
        try
        {
            return Configure(agent, _agentToolsets, own, instructions);
        }
        catch (ArgumentException) when (keepsTools)
        {
            return _configuration!.With(instructions ?? agent.Instructions);
        }
    }

    // What was handed back of the tools that the session and toolsets bring stays theirs.
    private IReadOnlyList<Tool> OwnOf(IReadOnlyList<Tool> tools)
    {
        HashSet<string> brought = [.. edge.Options.Tools.Concat(_sessionToolsets.Tools).Concat(_agentToolsets.Tools).Select(tool => tool.Name)];
        return [.. tools.Where(tool => !brought.Contains(tool.Name) || _configuration?.Tools.GetValueOrDefault(tool.Name) != tool)];
    }

    private AgentConfigured Install(AgentConfiguration configuration)
    {
        var before = _configuration;
        _configuration = configuration;
        return new()
        {
            Agent = configuration.Agent.Id,
            Instructions = configuration.Instructions,
            Tools = ToolCatalog.Describe(configuration.Tools.Values),
            Added = [.. configuration.Tools.Keys.Where(name => before?.Tools.ContainsKey(name) != true)],
            Removed = before is null ? [] : [.. before.Tools.Keys.Where(name => !configuration.Tools.ContainsKey(name))],
            Unavailable = configuration.Unavailable.Count == 0 ? null : configuration.Unavailable,
            Configuration = configuration,
        };
    }

    private void Refresh()
    {
        try
        {
            lock (_gate)
            {
                if (Current is not null)    // who leads first finds the tools as they are then
                    Update(null, null);
            }
        }
        catch (Exception exception)
        {
            LogRefreshFailed(exception);
        }
    }

    [LoggerMessage(20, LogLevel.Error, "Agent {Agent} could not take over")]
    private partial void LogTakeOverFailed(string agent, Exception exception);

    [LoggerMessage(21, LogLevel.Error, "Agent {Agent} failed while it entered")]
    private partial void LogEnterFailed(string agent, Exception exception);

    [LoggerMessage(22, LogLevel.Error, "Agent {Agent} failed while it left")]
    private partial void LogExitFailed(string agent, Exception exception);

    [LoggerMessage(23, LogLevel.Error, "A toolset's new tools cannot be offered")]
    private partial void LogRefreshFailed(Exception exception);
}
