using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>The agent that leads, with its tools and instructions as they are now.</summary>
internal sealed partial class LeadingAgent(SessionEdge edge)
{
    private readonly Lock _gate = new();
    private AgentConfiguration? _configuration;
    private IReadOnlyList<Tool>? _tools;    // replaced at run time; null for the agent's own
    private string? _instructions;
    private bool _isOver;

    /// <summary>Null before the first.</summary>
    public Agent? Agent { get; private set; }

    /// <summary>As it stands; null before the first.</summary>
    public AgentConfiguration? Configuration => _configuration;

    /// <summary>Its toolsets.</summary>
    public ToolsetGroup Toolsets { get; private set; } = new([], edge.Logger);

    /// <summary>Those of the session, whoever leads.</summary>
    public ToolsetGroup SessionToolsets { get; } = new(edge.Options.Toolsets, edge.Logger);

    /// <summary>An agent leads from here on, with its own tools and instructions.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="toolsets">Its toolsets, set up.</param>
    /// <param name="configuration">As it was when it was let in: what counts if its toolsets' tools have clashed since.</param>
    /// <exception cref="InvalidOperationException">The session is closed, or closing.</exception>
    public ValueTask<bool> Lead(Agent agent, ToolsetGroup toolsets, AgentConfiguration configuration)
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
                configuration = Configure(agent, toolsets);     // tools may have changed meanwhile
            }
            catch (ArgumentException exception)
            {
                clash = exception;
            }
            (Agent, Toolsets, _tools, _instructions) = (agent, toolsets, null, null);
            recorded = edge.Loop.EnqueueAsync(Install(configuration) with
            {
                History = agent.HistoryOnEnter == HistoryOnEnter.Whole ? null : agent.HistoryOnEnter,
            });
        }
        edge.Loop.Run();
        if (clash is not null)
            LogRefreshFailed(edge.Logger, clash);
        return recorded;
    }

    /// <summary>Nobody else leads any more.</summary>
    public void End()
    {
        lock (_gate)
            _isOver = true;
    }

    /// <summary>Other tools or instructions, seen at the next step.</summary>
    /// <exception cref="InvalidOperationException">No agent leads yet.</exception>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public void Update(IReadOnlyList<Tool>? tools, string? instructions)
    {
        if (!TryUpdate(tools, instructions))
            throw new InvalidOperationException("No agent leads the session yet: give the first one its tools and instructions, or call StartAsync before you change them.");
    }

    /// <summary>The tools of a toolset changed. Who leads first finds them as they are then.</summary>
    public void Refresh()
    {
        try
        {
            TryUpdate(null, null);
        }
        catch (Exception exception)
        {
            LogRefreshFailed(edge.Logger, exception);
        }
    }

    /// <summary>An agent as it would stand with these toolsets.</summary>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public AgentConfiguration Configure(Agent agent, ToolsetGroup toolsets, IReadOnlyList<Tool>? own = null, string? instructions = null)
    {
        IReadOnlyList<Tool> tools =
        [
            .. edge.Options.Tools, .. SessionToolsets.Tools,
            .. own ?? [.. agent.DeclaredTools, .. agent.Tools], .. toolsets.Tools,
        ];
        if (edge.Options.ReplaceTool is { } replace)
            tools = [.. tools.Select(replace)];
        return new(agent, instructions ?? agent.Instructions, tools, edge.Options.StrictSchemas)
        {
            Toolsets = toolsets.IsEmpty && SessionToolsets.IsEmpty ? AgentConfiguration.NoToolsets : Names(SessionToolsets.ById.Concat(toolsets.ById)),
            Unavailable = [.. SessionToolsets.Unavailable, .. toolsets.Unavailable],
        };
    }

    private bool TryUpdate(IReadOnlyList<Tool>? tools, string? instructions)
    {
        lock (_gate)
        {
            if (Agent is not { } agent)
                return false;
            var own = tools is null ? _tools : OwnOf(tools);
            var configuration = Reconfigure(agent, own, instructions ?? _instructions, keepsTools: tools is null && instructions is not null);
            _tools = own;
            _instructions = instructions ?? _instructions;
            if (configuration.IsRecordedAs(_configuration!))
                _configuration = configuration;             // which toolset a tool is from may be another
            else
                edge.Loop.Enqueue(Install(configuration));  // here, so that the last one to change it is the last to be recorded
        }
        edge.Loop.Run();
        return true;
    }

    private static Dictionary<string, string[]> Names(IEnumerable<(string Id, IEnumerable<Tool> Tools)> toolsets) => toolsets
        .GroupBy(toolset => toolset.Id, toolset => toolset.Tools)
        .ToDictionary(of => of.Key, of => of.SelectMany(tools => tools).Select(tool => tool.Name).Distinct().ToArray());

    // Tools that a toolset has changed to a clash are not offered, which is no fault of whoever changes the instructions.
    private AgentConfiguration Reconfigure(Agent agent, IReadOnlyList<Tool>? own, string? instructions, bool keepsTools)
    {
        try
        {
            return Configure(agent, Toolsets, own, instructions);
        }
        catch (ArgumentException) when (keepsTools)
        {
            return _configuration!.With(instructions ?? agent.Instructions);
        }
    }

    // What was handed back of the tools that the session and toolsets bring stays theirs.
    private IReadOnlyList<Tool> OwnOf(IReadOnlyList<Tool> tools)
    {
        HashSet<string> brought = [.. edge.Options.Tools.Concat(SessionToolsets.Tools).Concat(Toolsets.Tools).Select(tool => tool.Name)];
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

    [LoggerMessage(23, LogLevel.Error, "A toolset's new tools cannot be offered")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);
}
