using Sidetone.Tools.Shapes;

namespace Sidetone;

/// <summary>Who leads a conversation: instructions, and tools. Derive from it for tools of its own, methods marked with <see cref="ToolAttribute"/>.</summary>
/// <param name="instructions">What the model is told of its part.</param>
public class Agent(string instructions)
{
    private readonly string? _id;

    /// <summary>The agent's name in the log. Default: the type's name in snake_case.</summary>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public string Id
    {
        get => _id ?? ToolNames.Snake(GetType().Name);
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            _id = value;
        }
    }

    /// <summary>What the model is told of its part.</summary>
    public string Instructions { get; } = instructions ?? throw new ArgumentNullException(nameof(instructions));

    /// <summary>Tools beside the agent's own.</summary>
    public IReadOnlyList<Tool> Tools { get; init; } = [];

    /// <summary>Toolsets: set up when the agent enters, closed when it leaves.</summary>
    public IReadOnlyList<Toolset> Toolsets { get; init; } = [];

    /// <summary>What its model is shown, when it takes over, of what was before. Default: everything.</summary>
    public HistoryOnEnter HistoryOnEnter { get; init; }

    /// <summary>The agent's own tools: its methods marked with <see cref="ToolAttribute"/>, bound to it. Generated.</summary>
    protected internal virtual IReadOnlyList<Tool> DeclaredTools => [];

    /// <summary>Runs when the agent takes over, before it takes turns. What it says here through
    /// <see cref="AgentContext.GenerateReplyAsync"/> is a greeting, or the reply to the turn that handed the caller to it.</summary>
    /// <param name="context">The session, and a way to speak.</param>
    /// <param name="cancellationToken">Fires when the session closes, or this takes too long.</param>
    protected internal virtual ValueTask OnEnterAsync(AgentContext context, CancellationToken cancellationToken) => default;

    /// <summary>Runs when the agent has handed the caller over, or the session closes.</summary>
    /// <param name="context">The session.</param>
    /// <param name="cancellationToken">Fires when this takes too long.</param>
    protected internal virtual ValueTask OnExitAsync(AgentContext context, CancellationToken cancellationToken) => default;
}
