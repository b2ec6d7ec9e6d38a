using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;
using Sidetone.Tools;

namespace Sidetone.Sessions;

/// <summary>Agents enter and leave, and their toolsets with them. One at a time: the fold asks for the next only when the last has entered.</summary>
internal sealed partial class AgentLifecycle(SessionEdge edge)
{
    private readonly ILogger _logger = edge.Logger;
    private readonly Lock _gate = new();
    private readonly ToolsetGroup _sessionToolsets = new(edge.Options.Toolsets);
    private ToolsetGroup _agentToolsets = new([]);
    private AgentConfiguration? _configuration;
    private Task _takeOver = Task.CompletedTask;
    private IReadOnlyList<Tool>? _tools;    // replaced at run time; null for the agent's own list
    private string? _instructions;

    public Agent? Current { get; private set; }

    public AgentConfiguration? Configuration => _configuration;

    /// <summary>Starts the session's toolsets and its first agent.</summary>
    /// <exception cref="Exception">Something required failed to set up, or two tools have one name.</exception>
    public async Task StartAsync(Agent agent, CancellationToken cancellationToken)
    {
        _sessionToolsets.Changed += Refresh;
        try
        {
            await _sessionToolsets.SetupAsync(_logger, cancellationToken);
            await EnterAsync(agent, cancellationToken);
        }
        catch
        {
            await _agentToolsets.CloseAsync(_logger, CancellationToken.None);
            await _sessionToolsets.CloseAsync(_logger, CancellationToken.None);
            throw;
        }
    }

    /// <summary>An agent takes over, off the loop.</summary>
    public void TakeOver(Agent agent)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _takeOver = done.Task;
        edge.Scheduler.Start(new Work(() => ExecutionContext.Run(edge.Context!, _ => _ = TakeOverAsync(agent, done), null)));
    }

    /// <summary>The last agent leaves, and all toolsets close. Never throws.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _takeOver.OrCancelledAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // An agent that hangs while it takes over keeps nobody else from leaving.
        }
        if (Current is { } agent)
            await ExitAsync(agent, cancellationToken);
        await _agentToolsets.CloseAsync(_logger, cancellationToken);
        await _sessionToolsets.CloseAsync(_logger, cancellationToken);
    }

    /// <summary>Other tools or instructions for the agent that leads now; seen at its next step.</summary>
    public void Update(IReadOnlyList<Tool>? tools, string? instructions)
    {
        AgentConfigured configured;
        lock (_gate)
        {
            var (oldTools, oldInstructions) = (_tools, _instructions);
            _tools = tools ?? _tools;
            _instructions = instructions ?? _instructions;
            try
            {
                configured = Configure(Current ?? throw new InvalidOperationException("No agent has entered yet."), _agentToolsets);
            }
            catch
            {
                (_tools, _instructions) = (oldTools, oldInstructions);
                throw;
            }
        }
        edge.Loop.Post(configured);
    }

    private async Task TakeOverAsync(Agent agent, TaskCompletionSource done)
    {
        var before = Current;
        try
        {
            using var timeout = new CancellationTokenSource(edge.Options.EnterTimeout, edge.Options.Time);
            await EnterAsync(agent, timeout.Token);
        }
        catch (Exception exception)
        {
            LogTakeOverFailed(agent.Id, exception);
            edge.Loop.Post(new HandoffFailed { To = agent.Id, Error = exception.GetType().Name });
            edge.Loop.Post(new AgentEntered { Agent = before!.Id });
        }
        done.SetResult();
    }

    private async Task EnterAsync(Agent agent, CancellationToken cancellationToken)
    {
        var toolsets = new ToolsetGroup(agent.Toolsets);
        AgentConfigured configured;
        try
        {
            await toolsets.SetupAsync(_logger, cancellationToken);
            lock (_gate)
            {
                var (tools, instructions) = (_tools, _instructions);
                (_tools, _instructions) = (null, null);
                try
                {
                    configured = Configure(agent, toolsets);
                }
                catch
                {
                    (_tools, _instructions) = (tools, instructions);    // they are those of the agent that stays
                    throw;
                }
            }
        }
        catch
        {
            await toolsets.CloseAsync(_logger, CancellationToken.None);
            throw;
        }
        var (left, leftToolsets) = (Current, _agentToolsets);
        (Current, _agentToolsets) = (agent, toolsets);
        toolsets.Changed += Refresh;
        if (left is not null)
        {
            await ExitAsync(left, cancellationToken);
            await leftToolsets.CloseAsync(_logger, cancellationToken);
        }
        await edge.Loop.PostAsync(configured);
        await GreetAsync(agent, cancellationToken);
        await edge.Loop.PostAsync(new AgentEntered { Agent = agent.Id });
    }

    private async Task GreetAsync(Agent agent, CancellationToken cancellationToken)
    {
        edge.MarkInside(isEntering: true);
        try
        {
            await agent.OnEnterAsync(new(edge.Session, entering: true), cancellationToken).AsTask().OrCancelledAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            LogEnterFailed(agent.Id, exception);    // it leads all the same: a caller without a greeting is better off than one without an agent
        }
    }

    private async Task ExitAsync(Agent agent, CancellationToken cancellationToken)
    {
        edge.MarkInside(isEntering: false);
        try
        {
            await agent.OnExitAsync(new(edge.Session, entering: false), cancellationToken).AsTask().OrCancelledAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            LogExitFailed(agent.Id, exception);
        }
    }

    private AgentConfigured Configure(Agent agent, ToolsetGroup toolsets)
    {
        IReadOnlyList<Tool> tools =
        [
            .. edge.Options.Tools, .. _sessionToolsets.Tools,
            .. agent.DeclaredTools, .. _tools ?? agent.Tools, .. toolsets.Tools,
        ];
        if (edge.Options.ReplaceTool is { } replace)
            tools = [.. tools.Select(replace)];
        var configuration = new AgentConfiguration(agent, _instructions ?? agent.Instructions, tools, edge.Options.StrictSchemas);
        var before = _configuration;
        _configuration = configuration;
        return new()
        {
            Agent = agent.Id,
            Instructions = configuration.Instructions,
            Tools = ToolCatalog.Describe(configuration.Tools.Values),
            Added = [.. configuration.Tools.Keys.Where(name => before?.Tools.ContainsKey(name) != true)],
            Removed = before is null ? [] : [.. before.Tools.Keys.Where(name => !configuration.Tools.ContainsKey(name))],
            Unavailable = toolsets.Unavailable.Count + _sessionToolsets.Unavailable.Count == 0 ? null : [.. _sessionToolsets.Unavailable, .. toolsets.Unavailable],
            Configuration = configuration,
        };
    }

    private void Refresh()
    {
        try
        {
            Update(null, null);
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
