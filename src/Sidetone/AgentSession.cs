using System.Diagnostics;
using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Diagnostics;
using Sidetone.Execution;
using Sidetone.Sessions;

namespace Sidetone;

/// <summary>A conversation led by agents: it asks the model, runs the tools that the model calls, and records it all.
/// Whatever interrupts, fails or closes, each call has one outcome, and the model is told of it. It starts with its first turn.</summary>
/// <remarks>All members are safe to use from any thread.</remarks>
public sealed class AgentSession : IAsyncDisposable
{
    // Of the time to close: calls end by then, then the agent has left; the rest is for toolsets.
    private const double CallsShareOfClosing = 0.8;
    private const double AgentShareOfClosing = 0.9;

    private readonly SessionEdge _edge;
    private readonly Agent _first;
    private readonly Lock _gate = new();
    private Task? _started;
    private Task? _closing;

    /// <summary>Makes a session.</summary>
    /// <param name="chat">The model. It is shown declarations only: a client with function invocation switched on cannot run a tool behind the session's back.</param>
    /// <param name="agent">Who begins.</param>
    /// <param name="services">Where handlers' services come from; each call has a scope of its own.</param>
    /// <param name="options">Bounds, filters, log, time.</param>
    /// <exception cref="ArgumentException">A bound is none: a time that is negative or has no end, a number too small; or <see cref="AgentSessionOptions.History"/> holds something that no history can;
    /// or <see cref="AgentSessionOptions.ChatOptions"/> has what is the agent's.</exception>
    public AgentSession(IChatClient chat, Agent agent, IServiceProvider? services = null, AgentSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ArgumentNullException.ThrowIfNull(agent);
        options ??= new();
        options.Validate();
        _edge = new(this, chat, services, options);
        _first = agent;
    }

    /// <summary>The conversation's id, in every idempotency key.</summary>
    public string ConversationId => _edge.Runner.ConversationId;

    /// <summary>Where the conversation is recorded.</summary>
    public IConversationLog Log => _edge.Log;

    /// <summary>The agent that leads the conversation now; null before the first has entered.</summary>
    public Agent? Agent => _edge.Agents.Leading.Agent;

    /// <summary>The tools that the agent may call now, by name.</summary>
    public IReadOnlyDictionary<string, Tool> Tools => _edge.Agents.Leading.Configuration?.Tools ?? [];

    /// <summary>Anything of the program's that handlers need: <see cref="RunContext.UserData{T}"/>.</summary>
    public object? UserData { get; set; }

    /// <summary>What the conversation amounts to until now, as far as it is durable: messages, calls, outputs, handoffs. A view that never changes.</summary>
    public IReadOnlyList<HistoryItem> History => _edge.History;

    /// <summary>Sets up toolsets and lets the first agent enter. The first turn does it if nobody else has.
    /// What the agent says on entering is in <see cref="History"/> and <see cref="Events"/>.</summary>
    /// <param name="cancellationToken">Stops waiting; the start goes on within <see cref="AgentSessionOptions.EnterTimeout"/>.</param>
    /// <exception cref="InvalidOperationException">A required toolset failed to set up.</exception>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_started is null && _closing is not null)
                throw new InvalidOperationException("The session is closed, or closing.");
            _started ??= Begin();
        }
        return _started.OrCancelledAsync(cancellationToken);
    }

    /// <summary>The caller says something. A running turn is interrupted, unless a call protects it: then this waits.</summary>
    /// <param name="text">The words.</param>
    /// <param name="cancellationToken">Interrupts the turn, then throws. It never reaches a handler.</param>
    /// <returns>What happened, when the turn is over or interrupted.</returns>
    /// <exception cref="InvalidOperationException">Called inside a handler of this session, or the session is closed.</exception>
    /// <exception cref="Exception">What the model client threw.</exception>
    public Task<RunResult> RunAsync(string text, CancellationToken cancellationToken = default) => RunAsync(text, null, cancellationToken);

    /// <summary>As <see cref="RunAsync(string, CancellationToken)"/>, with the agents' words as they come.</summary>
    /// <param name="text">The words.</param>
    /// <param name="cancellationToken">Interrupts the turn; <see cref="RunStream.Result"/> then throws.</param>
    public RunStream RunStreaming(string text, CancellationToken cancellationToken = default)
    {
        var listener = new Listener();
        return new(listener, RunAsync(text, listener, cancellationToken));
    }

    /// <summary>The agent says something without being spoken to. Outside a handler it waits for its turn;
    /// inside one it speaks at once, while the calls of the turn run on.</summary>
    /// <param name="reply">Instructions, tool choice, tools; null for none in particular.</param>
    /// <param name="cancellationToken">Interrupts the reply, then throws.</param>
    /// <exception cref="ArgumentException">The reply names or requires a tool that the agent does not offer.</exception>
    /// <exception cref="InvalidOperationException">Called while the agent leaves, or the session is closed.</exception>
    public Task<RunResult> GenerateReplyAsync(ReplyOptions? reply = null, CancellationToken cancellationToken = default) =>
        ReplyAsync(reply ?? new(), entering: false, cancellationToken);

    /// <summary>Interrupts the running turn: the model stops, and each running call does as its author chose.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when nothing ran, or a call protects the turn.</returns>
    public async Task<bool> InterruptAsync(CancellationToken cancellationToken = default) =>
        await PostAsync(new InterruptionRequested()).OrCancelledAsync(cancellationToken);

    /// <summary>Takes a call's effect back: a call of its own, recorded, with the same arguments. Only for a completed call of a
    /// <see cref="Effect.Reversible"/> tool, and once.</summary>
    /// <param name="call">The call: <see cref="ToolCall.Id"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the undo goes on.</param>
    /// <returns>How the undo ended. One that is not possible is <see cref="Outcome.Denied"/>, reason <c>no_undo</c> or <c>unknown_call</c>, and says why.</returns>
    public async Task<ToolResult> UndoAsync(CallId call, CancellationToken cancellationToken = default)
    {
        var ledger = _edge.Fold.Ledger;
        if (ledger.Find(call.Number) is not { } record)
            return ToolResult.Denied($"There is no call {call}.", "unknown_call");
        var run = new UndoRun(record, ledger)
        {
            Runner = _edge.Runner,
            Handler = record.Handler ?? Tools.GetValueOrDefault(record.Tool),
            Origin = _edge.Context,
            Since = _edge.Options.Time.GetTimestamp(),
        };
        var request = new ToolCallRequested
        {
            Tool = record.Tool,
            Arguments = record.Request.Arguments,
            Unredacted = record.Request.Unredacted,
            Undoes = call,
            Run = run,
        };
        return await run.CallAsync(_edge.Loop, request).AsTask().OrCancelledAsync(cancellationToken);
    }

    /// <summary>Replaces the agent's tools, its own methods among them; seen at the very next step, also from inside a handler.
    /// What the session and toolsets bring stays.</summary>
    /// <param name="tools">The tools. To keep what there is, hand it back: <c>[.. session.Tools.Values, one]</c>.</param>
    /// <exception cref="ArgumentException">Two tools have one name; nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">No agent leads the session yet.</exception>
    public void UpdateTools(IReadOnlyList<Tool> tools) => _edge.Agents.Leading.Update(tools ?? throw new ArgumentNullException(nameof(tools)), null);

    /// <summary>Replaces the agent's instructions; seen at the very next step, also from inside a handler.</summary>
    /// <param name="instructions">The instructions.</param>
    /// <exception cref="InvalidOperationException">No agent leads the session yet.</exception>
    public void UpdateInstructions(string instructions) => _edge.Agents.Leading.Update(null, instructions ?? throw new ArgumentNullException(nameof(instructions)));

    /// <summary>Hands the caller to another agent, as a tool that returns one does: at once, or when the response and the calls of the running
    /// turn are over. That turn then goes on with it. An agent that fails to set up leaves the caller where he was: see <see cref="HandoffFailed"/>.</summary>
    /// <param name="agent">Who takes over. Of several, the last one asked for before the caller is handed over. One that leads already goes on,
    /// and does not enter again.</param>
    /// <exception cref="InvalidOperationException">No agent leads the session yet; or agents hand the caller to and fro as they enter or leave, more than
    /// <see cref="AgentSessionOptions.MaxHandoffsInARow"/> times without a model being asked.</exception>
    public void UpdateAgent(Agent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (Agent is null)
            throw new InvalidOperationException("No agent leads the session yet: make the session with the agent that begins, or call StartAsync first.");
        if (Callback.Of(this) is { IsEntering: not null } && !_edge.Agents.MayHandOn())
            throw new InvalidOperationException($"Agents handed the caller on {_edge.Options.MaxHandoffsInARow} times in a row as they entered or left, and no model was asked. Let one of them lead.");
        _edge.Loop.Post(new HandoffRequested { To = agent.Id, Target = agent });
    }

    /// <summary>Lets the model know of something that did not happen in this session; it is shown it with its next request.</summary>
    /// <param name="messages">Words of the user or the assistant; of the role <c>system</c> what nobody said, as in "The caller opened the page of
    /// order A-7."; calls and their results. A call without a result is answered with words that say so, and a result without its call is left out.</param>
    /// <exception cref="ArgumentException">A message holds something else. Nothing was added.</exception>
    /// <exception cref="InvalidOperationException">The session has not started.</exception>
    public void AddToHistory(params IEnumerable<ChatMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (Agent is null)
            throw new InvalidOperationException("The session has not started: give it what was before in AgentSessionOptions.History.");
        if (AddedMessages.Read(messages) is { Count: > 0 } items)
            _edge.Loop.Post(new HistoryAdded { Items = items });
    }

    /// <summary>All that has happened and will, as it happens: a cursor over the log. It ends with the session.
    /// To go on from a point, read the <see cref="Log"/> after it; to have what was until now, read it without following.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The log failed: what was durable has been read before.</exception>
    public IAsyncEnumerable<ConversationEvent> Events(CancellationToken cancellationToken = default) => SessionEvents.ReadAsync(_edge, cancellationToken);

    /// <summary>Closes the session within <see cref="AgentSessionOptions.CloseTimeout"/>, whatever hangs: calls that only read stop,
    /// others may finish for a while, the rest is given up and recorded so.</summary>
    public async ValueTask DisposeAsync()
    {
        TaskCompletionSource? closed = null;
        Task closing;
        lock (_gate)
        {
            if (_closing is null)
            {
                closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _closing = closed.Task;
            }
            closing = _closing;
        }
        if (closed is null)
        {
            await closing;
            return;
        }
        try
        {
            await CloseAsync();
        }
        finally
        {
            closed.SetResult();
        }
    }

    internal Task<RunResult> ReplyAsync(ReplyOptions reply, bool entering, CancellationToken cancellationToken)
    {
        var callback = Callback.Of(this);
        if (callback?.IsEntering == false)
            throw new InvalidOperationException("An agent that leaves cannot speak any more: let it speak before it hands the caller over.");
        entering |= callback?.IsEntering == true;
        var within = entering ? null : callback?.Turn;
        return TurnAsync(
            pending =>
            {
                var only = _edge.Agents.Leading.Configuration is { } configuration ? configuration.Only(reply, entering) : reply.Tools;
                return new()
                {
                    Kind = TurnKind.Reply,
                    Instructions = reply.Instructions,
                    ToolChoice = reply.ToolChoice is { } choice ? ToolChoice.From(choice) : within > 0 ? ToolChoice.None : ToolChoice.Auto,
                    Tools = only,
                    Entering = entering,
                    Within = within ?? 0,
                    Waiter = pending,
                };
            },
            listener: null,
            begin: !entering && within is null,
            cancellationToken);
    }

    private Task<RunResult> RunAsync(string text, Listener? listener, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Callback.Of(this) is not null)
            throw new InvalidOperationException("RunAsync was called inside a handler or callback of the same session, where it would wait for itself. Return a result, or use GenerateReplyAsync.");
        return TurnAsync(pending => new() { Kind = TurnKind.User, Text = text, Waiter = pending }, listener, begin: true, cancellationToken);
    }

    private async Task<RunResult> TurnAsync(Func<PendingTurn, TurnStarted> start, Listener? listener, bool begin, CancellationToken cancellationToken)
    {
        var pending = new PendingTurn { Listener = listener };
        Activity? activity = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (begin)
                await StartAsync(cancellationToken);
            activity = Telemetry.StartTurn(Agent?.Id ?? "", ConversationId);
            pending.Context = ExecutionContext.Capture();
            var started = start(pending);
            if (!await (cancellationToken.CanBeCanceled ? new(PostAsync(started).OrCancelledAsync(cancellationToken)) : _edge.Loop.PostAsync(started)))
                throw new InvalidOperationException(_edge.Fold.IsClosing
                    ? "The session is closed, or closing."
                    : $"More than {_edge.Fold.Limits.MaxWaitingTurns} turns wait already.");
            return await pending.Task.OrCancelledAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _edge.Loop.Post(new InterruptionRequested { Waiter = pending });
            throw;
        }
        finally
        {
            Telemetry.Stop(activity);
            listener?.Complete();
        }
    }

    // Not AsTask: what that returns comes back by way of the pool, whatever context waits for it.
    private async Task<bool> PostAsync(ConversationEvent input) => await _edge.Loop.PostAsync(input);

    private Task Begin()
    {
        _edge.Context = ExecutionContext.Capture();
        return _edge.Agents.StartAsync(_first);
    }

    private async Task CloseAsync()
    {
        Task? started;
        lock (_gate)
            started = _started;
        if (started is null)
        {
            _edge.End();
            return;
        }
        _edge.Loop.Post(new CloseRequested());
        _edge.Agents.Hurry();
        var (budget, time) = (_edge.Options.CloseTimeout, _edge.Options.Time);
        using var calls = new CancellationTokenSource(budget * CallsShareOfClosing, time);
        using var all = new CancellationTokenSource(budget, time);
        var (forAgent, forToolsets) = (_edge.Limit(budget * AgentShareOfClosing), _edge.Limit(budget));
        await UntilAsync(_edge.Closed, calls.Token);
        _edge.Loop.Post(new TimerElapsed { Timer = TimerKind.Close });
        await UntilAsync(_edge.Agents.LeaveAsync(forAgent, forToolsets), all.Token);    // also if the log hangs
        await UntilAsync(_edge.Closed, all.Token);
        _edge.Dispose();
    }

    private static async Task UntilAsync(Task task, CancellationToken timeout)
    {
        try
        {
            await task.OrCancelledAsync(timeout);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
