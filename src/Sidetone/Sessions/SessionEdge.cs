using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>Carries out what a session's fold decides: asks the model, runs calls, lets agents enter and leave. It reports back as new events.</summary>
internal sealed class SessionEdge : IDisposable
{
    private static readonly AsyncLocal<Marker?> s_inside = new();

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ModelStep? _step;

    public SessionEdge(AgentSession session, IChatClient chat, IServiceProvider? services, AgentSessionOptions options)
    {
        Session = session;
        Chat = chat;
        Options = options;
        Services = services;
        Log = options.Log ?? new MemoryLog();
        Logger = options.LoggerFactory?.CreateLogger<AgentSession>() ?? (ILogger)NullLogger.Instance;
        Fold = new() { Heard = step => _step is { } speaking && speaking.Number == step ? speaking.Seal() : "" };
        Runner = new(
            new()
            {
                Session = session,
                Services = services,
                Time = options.Time,
                Scheduler = options.Scheduler,
                Filters = options.Filters,
                Logger = Logger,
                LogPayloads = options.LogPayloads,
                Abandoned = options.Abandoned,
                Find = name => Agents!.Configuration?.Tools.GetValueOrDefault(name),
            },
            () => Loop!);
        Loop = new(Fold, Log, options.Time, CarryOut, Failed, options.Scheduler.KeepsContext);
        Runner.ConversationId = options.ConversationId ?? ConversationId.New(options.Time);
        Agents = new(this);
    }

    public AgentSession Session { get; }

    public IChatClient Chat { get; }

    /// <summary>The client always gives a reason when a response is complete: without one, its stream was cut.</summary>
    public bool SaysWhyItStops => field = field || Chat.GetService(typeof(ChatClientMetadata)) is ChatClientMetadata { ProviderName: "anthropic" or "openai" };

    public IServiceProvider? Services { get; }

    public AgentSessionOptions Options { get; }

    public IConversationLog Log { get; }

    public ILogger Logger { get; }

    public SessionFold Fold { get; }

    public EventLoop Loop { get; }

    public CallRunner Runner { get; }

    public AgentLifecycle Agents { get; }

    public WorkScheduler Scheduler => Options.Scheduler;

    /// <summary>The context of work that belongs to no turn of anybody: the one in which the session was started.</summary>
    public ExecutionContext? Context { get; set; }

    public Task Closed => _closed.Task;

    /// <summary>The turn in one of whose handlers or callbacks this thread is; null outside, 0 for none in particular.</summary>
    public int? InsideTurn => Inside is { } marker ? marker.Waiter?.Turn ?? marker.Turn : null;

    /// <summary>Whether this thread is in a callback of an agent that enters (true) or leaves (false); null anywhere else.</summary>
    public bool? IsEntering => Inside?.IsEntering;

    private Marker? Inside => s_inside.Value is { } marker && marker.Edge == this ? marker : null;

    /// <summary>The caller's context, marked as inside this session.</summary>
    public ExecutionContext? Capture(PendingTurn? turn)
    {
        var outside = s_inside.Value;
        s_inside.Value = new(this) { Waiter = turn };
        var context = ExecutionContext.Capture();
        s_inside.Value = outside;
        return context;
    }

    /// <summary>Marks the flow of an agent's callback: a turn started there would wait for itself.</summary>
    /// <param name="isEntering">It enters; otherwise it leaves.</param>
    public void MarkInside(bool isEntering) => s_inside.Value = new(this) { IsEntering = isEntering };

    /// <summary>Where the model and the handlers of a turn run: the context of whoever asked for it, or that of the session.</summary>
    public ExecutionContext? ContextOf(Turn turn)
    {
        var context = turn.Start.Waiter?.Context;
        if (context is not null || Context is null)
            return context;
        ExecutionContext.Run(Context, _ =>
        {
            s_inside.Value = new(this) { Turn = turn.Number };
            context = ExecutionContext.Capture();
        }, null);
        return context;
    }

    /// <summary>Runs code of a user: on the pool, in the context in which the session was started.</summary>
    public Task RunAsync(Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Scheduler.Start(new Work(() =>
        {
            if (Context is { } context)
                ExecutionContext.Run(context, _ => _ = RunAsync(work, done), null);
            else
                _ = RunAsync(work, done);
        }));
        return done.Task;
    }

    public void Dispose() => Runner.Dispose();

    private static async Task RunAsync(Func<Task> work, TaskCompletionSource done)
    {
        try
        {
            await work();
            done.SetResult();
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    private void CarryOut(Directive directive)
    {
        switch (directive.Kind)
        {
            case DirectiveKind.AskModel:
                var request = (StepRequest)directive.Subject!;
                _step = new(this, request, request.Agent.Configuration!);
                Scheduler.Start(_step, bringsContext: true);
                break;
            case DirectiveKind.StopModel:
                if (_step is { } step && step.Number == directive.Number)
                    step.Stop();
                break;
            case DirectiveKind.Say:
                var speaking = (Turn)directive.Subject!;
                speaking.Listener?.Hear(directive, speaking.Said[^1]);
                break;
            case DirectiveKind.TurnEnded:
                var turn = (Turn)directive.Subject!;
                if (turn.Start.Waiter is { } waiter)
                {
                    waiter.Complete(turn);
                    Scheduler.Start(waiter, bringsContext: true);
                }
                break;
            case DirectiveKind.InterruptTurn:
                Loop.Post(new InterruptionRequested { Turn = directive.Number });
                break;
            case DirectiveKind.EnterAgent:
                Agents.TakeOver((Agent)directive.Subject!);
                break;
            case DirectiveKind.Closed:
                _closed.TrySetResult();
                break;
            default:
                Runner.CarryOut(directive);
                break;
        }
    }

    private void Failed(Exception exception, IReadOnlyList<Directive> dropped)
    {
        var failure = new IOException("The conversation's log failed, so nothing more is started or told.", exception);
        var ended = dropped.Where(directive => directive.Kind == DirectiveKind.TurnEnded).Select(directive => (Turn)directive.Subject!);
        foreach (var turn in Fold.OpenTurns().Concat(ended))
        {
            if (turn.Start.Waiter is not { } waiter)
                continue;
            waiter.Fail(failure);
            Scheduler.Start(waiter, bringsContext: true);
        }
        Runner.GiveUp(Fold.Ledger);
        _step?.Stop();
        _closed.TrySetResult();
    }

    private sealed record Marker(SessionEdge Edge)
    {
        public PendingTurn? Waiter { get; init; }

        public int Turn { get; init; }

        public bool? IsEntering { get; init; }
    }
}
