using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>An agent as it stands: its tools by name, and what a model is shown of them. Swapped whole when anything changes.</summary>
internal sealed class AgentConfiguration
{
    private readonly bool _strict;
    private ChatOptions? _usual;

    /// <summary>An agent with these tools.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="instructions">Its instructions.</param>
    /// <param name="tools">All its tools.</param>
    /// <param name="strict">Whether the model is shown strict schemas.</param>
    public AgentConfiguration(Agent agent, string instructions, IEnumerable<Tool> tools, bool strict)
    {
        Agent = agent;
        Instructions = instructions;
        _strict = strict;
        foreach (var tool in tools)
            ToolCatalog.Add(Tools, tool);
    }

    public Agent Agent { get; }

    public string Instructions { get; }

    public Dictionary<string, Tool> Tools { get; } = [];

    /// <summary>The names of each toolset's tools, by its id; none for one that is not ready.</summary>
    public IReadOnlyDictionary<string, string[]> Toolsets { get; init; } = NoToolsets;

    public static IReadOnlyDictionary<string, string[]> NoToolsets { get; } = new Dictionary<string, string[]>();

    /// <summary>The ids of toolsets that failed, and are not required.</summary>
    public IReadOnlyList<string> Unavailable { get; init; } = [];

    /// <summary>The same with other instructions.</summary>
    public AgentConfiguration With(string instructions) => new(Agent, instructions, Tools.Values, _strict) { Toolsets = Toolsets, Unavailable = Unavailable };

    /// <summary>Nothing differs of what is recorded.</summary>
    public bool IsRecordedAs(AgentConfiguration other) =>
        Agent == other.Agent && Instructions == other.Instructions && Tools.Values.SequenceEqual(other.Tools.Values) && Unavailable.SequenceEqual(other.Unavailable);

    /// <summary>The options of a request to the model.</summary>
    public ChatOptions Options(ChatOptions? template, StepRequest step)
    {
        var start = step.Turn.Start;
        var isUsual = step.ToolChoice == ToolChoice.Auto && start.Instructions is null && start.Tools is null && !start.Entering && start.Kind != TurnKind.LateResults;
        if (isUsual && _usual is not null)
            return _usual;
        var options = template?.Clone() ?? new ChatOptions();
        options.Instructions = InstructionsFor(step);
        options.Tools = Offered(start);
        if (options.Tools.Count > 0)
            options.ToolMode = ToolChoice.ToMode(step.ToolChoice);
        if (isUsual)
            _usual = options;
        return options;
    }

    /// <summary>The names of the only tools that a reply offers; null for all.</summary>
    /// <exception cref="ArgumentException">It asks for what is not there; the message says what there is.</exception>
    public IReadOnlyList<string>? Only(ReplyOptions reply, bool entering)
    {
        IReadOnlyList<string>? only = reply.Tools is null ? null : [.. reply.Tools.SelectMany(NamesOf).Distinct()];
        bool IsOffered(string name) => Tools.TryGetValue(name, out var tool) && !(entering && tool.Policy.HiddenOnEnter) && only?.Contains(name) != false;
        if (reply.ToolChoice is not RequiredChatToolMode { RequiredFunctionName: var required })
            return only;
        if (required is null)
        {
            if (!Tools.Keys.Any(IsOffered))
                throw new ArgumentException($"The reply requires a tool, but none is offered. {Has()}", nameof(reply));
        }
        else if (!Tools.ContainsKey(required))
        {
            throw new ArgumentException($"The reply requires tool '{required}', which agent '{Agent.Id}' does not have. {Has()}", nameof(reply));
        }
        else if (!IsOffered(required))
        {
            throw new ArgumentException($"The reply requires tool '{required}', but does not offer it: it is hidden on enter, or not in ReplyOptions.Tools.", nameof(reply));
        }
        return only;

        IEnumerable<string> NamesOf(string name) =>
            Tools.ContainsKey(name) ? [name]
            : Toolsets.TryGetValue(name, out var names) ? names
            : throw new ArgumentException($"Agent '{Agent.Id}' has no tool or toolset '{name}'. {Has()}", nameof(reply));
    }

    private string Has() => Tools.Count == 0 ? "It has no tools." : $"It has: {string.Join(", ", Tools.Keys)}.";

    private string InstructionsFor(StepRequest step)
    {
        var more = step.Turn switch
        {
            { IsLastStep: true } => "No more tools may be called in this turn. Answer in words, with what you have.",
            { Start.Kind: TurnKind.LateResults } => "A result that was still missing has arrived. Tell the caller in a sentence; if it was told already, say nothing.",
            { Start.Instructions: var own } => own,
        };
        return more is null ? Instructions : $"{Instructions}\n\n{more}";
    }

    private List<AITool> Offered(TurnStarted start)
    {
        var offered = new List<AITool>(Tools.Count);
        foreach (var tool in Tools.Values)
        {
            if ((start.Entering && tool.Policy.HiddenOnEnter) || (start.Tools is { } only && !only.Contains(tool.Name)))
                continue;
            offered.Add(tool.AsDeclaration(_strict));
        }
        return offered;
    }
}
