using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>Carries out what a session's fold decides: asks the model, runs calls, lets agents enter and leave. It reports back as new events.</summary>
internal sealed partial class SessionEdge : IDisposable
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private ModelStep? _step;
    private volatile int _shown;

    public SessionEdge(AgentSession session, IChatClient chat, IServiceProvider? services, AgentSessionOptions options)
    {
        Session = session;
        Chat = chat;
        Options = options;
        Before = AddedMessages.Read(options.History);
        Log = options.Log ?? new MemoryLog();
        Logger = TolerantLogger.Create<AgentSession>(options.LoggerFactory, services);
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
                MaxAbandonedCalls = options.Limits.MaxAbandonedCalls,
                Find = name => Agents!.Leading.Configuration?.Tools.GetValueOrDefault(name),
            },
            () => Loop!);
        Loop = new(Fold, Log, options.Time, CarryOut, Failed, options.Scheduler.KeepsContext);
        Runner.ConversationId = ConversationId.Of(options.ConversationId, options.Time);
        Agents = new(this);
    }

    public AgentSession Session { get; }

    public IChatClient Chat { get; }

    /// <summary>The client always gives a reason when a response is complete: without one, its stream was cut.</summary>
    public bool SaysWhyItStops => field = field || Chat.GetService(typeof(ChatClientMetadata)) is ChatClientMetadata { ProviderName: "anthropic" or "openai" };

    public AgentSessionOptions Options { get; }

    /// <summary>What was before the session.</summary>
    public IReadOnlyList<AddedItem> Before { get; }

    public IConversationLog Log { get; }

    public ILogger Logger { get; }

    public SessionFold Fold { get; }

    public EventLoop Loop { get; }

    public CallRunner Runner { get; }

    public AgentLifecycle Agents { get; }

    public WorkScheduler Scheduler => Options.Scheduler;

    /// <summary>The history as far as it is durable.</summary>
    public IReadOnlyList<HistoryItem> History => Fold.Transcript.History.Snapshot(_shown);

    /// <summary>The context of work that belongs to no turn of anybody: the one in which the session was started.</summary>
    public ExecutionContext? Context { get; set; }

    public Task Closed => _closed.Task;

    /// <summary>Fires when there will be no more events although the log has not come to its end: it failed, or nothing ever began.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Where the model and the handlers of a turn run: the context of whoever asked for it, or that of the session.</summary>
    public ExecutionContext? ContextOf(Turn turn) => turn.Start.Waiter?.Context ?? Context;

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

    /// <summary>A time for code of an agent or a toolset, which begins now.</summary>
    public TimeLimit Limit(TimeSpan limit, params ReadOnlySpan<CancellationToken> sooner) => new(limit, Options.Time, Scheduler, Logger, sooner);

    /// <summary>There will be no more events. Whoever reads them goes on elsewhere, never on the loop.</summary>
    public void End() => Scheduler.Start(new Work(_over.Cancel));

    /// <summary>Closing is over. Whoever still waits is told, and what still runs.</summary>
    public void Dispose()
    {
        if (!Closed.IsCompleted)
            Loop.Abandon(new TimeoutException("The log did not answer until the session had to be closed."));
        if (Loop.Failure is not null)
            Runner.CancelAll(Fold.Ledger);
        Runner.Dispose();
    }

    private async Task RunAsync(Func<Task> work, TaskCompletionSource done)
    {
        var callback = Callback.Enter(Session, 0);
        try
        {
            await work();
            callback.End();
            done.SetResult();
        }
        catch (Exception exception)
        {
            callback.End();
            done.SetException(exception);
        }
    }

    private void CarryOut(Directive directive)
    {
        switch (directive.Kind)
        {
            case DirectiveKind.AskModel:
                var request = (StepRequest)directive.Subject!;
                if (!Fold.IsRunning(request.Step))
                    break;      // interrupted before its request was durable
                Agents.Leads();
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
            case DirectiveKind.ShowHistory:
                _shown = directive.Number;
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
        LogConversationFailed(Logger, exception);
        var failure = EventLoop.Failed(exception);
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
        End();
        _closed.TrySetResult();
    }

    [LoggerMessage(12, LogLevel.Error, "The conversation stopped: its log failed")]
    private static partial void LogConversationFailed(ILogger logger, Exception exception);
}
