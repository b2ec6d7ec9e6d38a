using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone;

/// <summary>How an <see cref="AgentSession"/> behaves.</summary>
public sealed record AgentSessionOptions
{
    /// <summary>The conversation's id; default: a new one. Idempotency keys begin with it, so one that was used before
    /// makes its actions look like those of then.</summary>
    public string? ConversationId { get; init; }

    /// <summary>What was said before the session, by whomever: the model is shown it ahead of everything. Text, calls and results;
    /// see <see cref="AgentSession.AddToHistory"/>. Default: nothing.</summary>
    public IReadOnlyList<ChatMessage> History { get; init; } = [];

    /// <summary>Tools of the session: offered by every agent.</summary>
    public IReadOnlyList<Tool> Tools { get; init; } = [];

    /// <summary>Toolsets of the session: set up once at its start, closed at its end.</summary>
    public IReadOnlyList<Toolset> Toolsets { get; init; } = [];

    /// <summary>Filters around every call, the first outermost.</summary>
    public IReadOnlyList<ToolFilter> Filters { get; init; } = [];

    /// <summary>Bounds of time and number.</summary>
    public SessionLimits Limits { get; init; } = new();

    /// <summary>What every request to the model starts from: model, temperature. Instructions, tools and tool mode are the agent's, and refused here.</summary>
    public ChatOptions? ChatOptions { get; init; }

    /// <summary>Offers tools in the closed profile of their schemas, where they have one. Default: false.</summary>
    public bool StrictSchemas { get; init; }

    /// <summary>Where the conversation is recorded; default: memory.</summary>
    public IConversationLog? Log { get; init; }

    /// <summary>How long an agent may take to set up and enter, and to leave. Default: 30 seconds.</summary>
    public TimeSpan EnterTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long closing may take in all, whatever hangs. Default: 10 seconds.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest text of one model response, in characters; a longer one is a failure. Default: one million.</summary>
    public int MaxResponseLength { get; init; } = 1_000_000;

    /// <summary>How many times in a row agents may hand the caller on while they enter or leave, before a model is asked. Default: 10.</summary>
    public int MaxHandoffsInARow { get; init; } = 10;

    /// <summary>Where time comes from; default: the system.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Takes failures in full, and at Debug what runs and how it ends; default: the one among the services, if there is one.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Logs arguments and outputs at Trace: what callers say and get is personal. Sensitive arguments are left out all the same. Default: false.</summary>
    public bool LogPayloads { get; init; }

    /// <summary>Puts something in the place of every tool that is configured: mocks.</summary>
    internal Func<Tool, Tool>? ReplaceTool { get; init; }

    internal WorkScheduler Scheduler { get; init; } = WorkScheduler.Pool;

    /// <exception cref="ArgumentException">A bound is none; the message says what it may be.</exception>
    internal void Validate()
    {
        Limits.Validate();
        if (ChatOptions is { Tools.Count: > 0 } or { Instructions: not null } or { ToolMode: not null })
            throw new ArgumentException("ChatOptions has tools, instructions or a tool mode, but these are the agent's: give them to it, or choose them for a reply with ReplyOptions.");
        SessionLimits.CheckTime(EnterTimeout, nameof(EnterTimeout));
        SessionLimits.CheckTime(CloseTimeout, nameof(CloseTimeout));
        SessionLimits.CheckNumber(MaxResponseLength, 1, nameof(MaxResponseLength));
        SessionLimits.CheckNumber(MaxHandoffsInARow, 1, nameof(MaxHandoffsInARow));
    }
}
