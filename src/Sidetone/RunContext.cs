using Sidetone.Execution;

namespace Sidetone;

/// <summary>The running call, for its handler: take it as a parameter anywhere. It stays out of the schema.</summary>
public sealed class RunContext
{
    private readonly CallRun _run;

    internal RunContext(CallRun run) => _run = run;

    /// <summary>The call's id in its conversation, <c>c12</c>.</summary>
    public string CallId => _run.Record.Id;

    /// <summary>The tool's name.</summary>
    public string ToolName => _run.Record.Tool;

    /// <summary>The conversation's id.</summary>
    public string ConversationId => _run.Runner.ConversationId;

    /// <summary>The same for every attempt, join, recovery and node of one logical call: <c>{conversation}:c12</c>.
    /// Hand it to whatever charges, books or sends, so that it happens once.</summary>
    public string IdempotencyKey => _run.Record.IdempotencyKey(_run.Runner.ConversationId);

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt => _run.Record.Attempt;

    /// <summary>The arguments as the handler got them, canonical JSON.</summary>
    public ReadOnlyMemory<byte> Arguments => _run.Record.Arguments.Utf8;

    /// <summary>The session that the call belongs to; null outside one.</summary>
    public AgentSession? Session => _run.Runner.Session;

    /// <summary>The services of this call: a scope of its own, disposed when the handler has settled.</summary>
    public IServiceProvider Services => _run.Services;

    /// <summary>Where time comes from.</summary>
    public TimeProvider Time => _run.Runner.Time;

    /// <summary>Fires when the call is cancelled: by an interruption (only tools that declare <see cref="OnInterruption.Cancel"/>),
    /// by its deadline, or by the closing session. A handler that returns all the same has its result kept.</summary>
    public CancellationToken CancellationToken => _run.Token;

    /// <summary>What fired <see cref="CancellationToken"/> first; <see cref="CancellationCause.None"/> while nothing did.</summary>
    public CancellationCause CancellationCause => _run.Record.CancelCause;

    internal Conversations.CallId? Undoes => _run.Record.Request.Undoes;

    /// <summary>The session's user data.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="InvalidOperationException">The session has none of that type.</exception>
    public T UserData<T>() => Session?.UserData is T data
        ? data
        : throw new InvalidOperationException($"The session has no user data of type {typeof(T).Name}. Set AgentSession.UserData before the first turn.");
}
