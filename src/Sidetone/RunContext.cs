using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone;

/// <summary>The running call, for its handler: take it as a parameter anywhere. It stays out of the schema.</summary>
public abstract class RunContext
{
    private protected RunContext()
    {
    }

    // The running call is its own context: one object, not two.
    private CallRun Run => (CallRun)this;

    /// <summary>The call's id in its conversation, <c>c12</c>.</summary>
    public CallId CallId => Run.Record.Request.Call;

    /// <summary>The tool that runs: its name, and all that is declared of it, for filters that decide by it.</summary>
    public Tool Tool => Run.Handler ?? throw new InvalidOperationException($"The tool {Run.Record.Tool} is not there any more.");

    /// <summary>The id that the model's provider gave the call, for programs that have to speak with it; null when it gave none.</summary>
    public string? ProviderId => Run.Record.Request.ProviderId;

    /// <summary>The conversation's id.</summary>
    public string ConversationId => Run.Runner.ConversationId;

    /// <summary>The same for every attempt of a call, and for a call that tries again what nobody knows the end of: <c>{conversation}:c12</c>;
    /// another for an undo. Hand it to whatever charges, books or sends, so that it happens once.</summary>
    public string IdempotencyKey => Run.Record.IdempotencyKey(Run.Runner.ConversationId);

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt => Run.Record.Attempt;

    /// <summary>The arguments as the handler got them, canonical JSON.</summary>
    public ReadOnlyMemory<byte> Arguments => Run.Record.Arguments.Utf8;

    /// <summary>The session that the call belongs to; null outside one.</summary>
    public AgentSession? Session => Run.Runner.Session;

    /// <summary>The services of this call: a scope of its own, disposed when the handler has settled.</summary>
    public IServiceProvider Services => Run.Scope;

    /// <summary>Where time comes from.</summary>
    public TimeProvider Time => Run.Runner.Time;

    /// <summary>Fires when the call is cancelled: by an interruption (only tools that declare <see cref="OnInterruption.Cancel"/>),
    /// by its deadline, or by the closing session. A handler that returns all the same has its result kept.</summary>
    public CancellationToken CancellationToken => Run.Token;

    /// <summary>What fired <see cref="CancellationToken"/> first; <see cref="CancellationCause.None"/> while nothing did.</summary>
    public CancellationCause CancellationCause => Run.Record.CancelCause;

    internal CallId? Undoes => Run.Record.Request.Undoes;

    /// <summary>The session's user data.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="InvalidOperationException">The session has none of that type.</exception>
    public T UserData<T>() => Session?.UserData is T data
        ? data
        : throw new InvalidOperationException($"The session has no user data of type {typeof(T).Name}. Set AgentSession.UserData before the first turn.");
}
