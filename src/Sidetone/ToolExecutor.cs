using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone;

/// <summary>Runs tools by name, without an agent: behind a socket, a telephone, a command line. Each call is recorded and has one outcome.
/// It never throws at its caller: whatever happens is a <see cref="ToolResult"/>.</summary>
public sealed partial class ToolExecutor : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _received = new(StringComparer.Ordinal);
    private readonly CallRunner _runner;
    private readonly EventLoop _loop;
    private readonly ToolExecutorOptions _options;
    private readonly LedgerFold _fold = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;
    private readonly ExecutorTools _tools;
    private volatile Task? _closing;

    /// <summary>Makes an executor.</summary>
    /// <param name="tools">The tools. Two of one name are refused.</param>
    /// <param name="services">Where handlers' services come from; each call has a scope of its own.</param>
    /// <param name="options">Bounds, filters, log, time.</param>
    /// <exception cref="ArgumentException">Two tools have one name, or a bound is none: a time that is negative or has no end, a number too small.</exception>
    public ToolExecutor(IEnumerable<Tool> tools, IServiceProvider? services = null, ToolExecutorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tools);
        _options = options ??= new();
        options.Validate();
        _logger = TolerantLogger.Create<ToolExecutor>(options.LoggerFactory, services);
        _tools = new(tools, options, _logger, () => _loop!);
        Log = options.Log ?? new MemoryLog();
        _runner = new(
            new()
            {
                Services = services,
                Time = options.Time,
                Scheduler = options.Scheduler,
                Filters = options.Filters,
                LogPayloads = options.LogPayloads,
                MaxAbandonedCalls = options.Limits.MaxAbandonedCalls,
                Find = name => _tools.All.GetValueOrDefault(name),
                Logger = _logger,
            },
            () => _loop!);
        _loop = new(_fold, Log, options.Time, CarryOut, Failed, options.Scheduler.KeepsContext);
        _runner.ConversationId = Conversations.ConversationId.Of(options.ConversationId, options.Time);
        _loop.Post(new SessionStarted { Conversation = _runner.ConversationId, CallsOnly = true, Limits = options.Limits });
        _loop.Post(new AgentConfigured { Agent = "", Tools = ToolCatalog.Describe(_tools.All.Values) });
    }

    /// <summary>The conversation's id, in every idempotency key.</summary>
    public string ConversationId => _runner.ConversationId;

    /// <summary>Where the calls are recorded.</summary>
    public IConversationLog Log { get; }

    /// <summary>The tools that there are now, by name.</summary>
    public IReadOnlyDictionary<string, Tool> Tools => _tools.All;

    /// <summary>Calls a tool, as an action of its own.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">A JSON object as text. Malformed JSON is repaired where that is safe.</param>
    /// <param name="cancellationToken">Stops waiting; the call itself goes on to its one outcome.</param>
    /// <exception cref="OperationCanceledException">Only for the caller's own token.</exception>
    public ValueTask<ToolResult> CallAsync(string name, string arguments, CancellationToken cancellationToken = default) =>
        CallAsync(new(name, Encoding.UTF8.GetBytes(arguments ?? "")), cancellationToken);

    /// <summary>Calls a tool as a provider asked for it: a call that it sends twice runs once, and so does the same action that it asks for
    /// before it can know the first outcome. The handler runs in the execution context of this call.</summary>
    /// <remarks>A handler that waits for a call of its own executor keeps its place among <see cref="SessionLimits.MaxParallelCalls"/> meanwhile:
    /// where there is no other, it waits until its <see cref="ToolPolicy.Timeout"/>.</remarks>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Stops waiting; the call itself goes on to its one outcome.</param>
    /// <exception cref="OperationCanceledException">Only for the caller's own token.</exception>
    public ValueTask<ToolResult> CallAsync(ToolRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request.Name);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<ToolResult>(cancellationToken);
        if (request.Id is { } id && WasReceived(id))
            return new(ToolResult.Failed(Outcome.Duplicate, Answers.Repeated, "repeated"));
        var tool = _tools.All.GetValueOrDefault(request.Name);
        var requested = CallReader.Read(
            request.Name, tool, request.Arguments, _options.Time, _options.Limits.MaxArgumentBytes, providerId: request.Id, context: ExecutionContext.Capture(), awaitedIn: _runner, response: request.ResponseId, toleratesUnknown: request.ToleratesUnknown);
        var run = (AwaitedCallRun)requested.Run!;
        run.Runner = _runner;
        var result = run.CallAsync(_loop, requested);
        return cancellationToken.CanBeCanceled ? new(result.AsTask().OrCancelledAsync(cancellationToken)) : result;
    }

    /// <summary>The caller spoke over whatever runs: tools that declare <see cref="OnInterruption.Cancel"/>, and calls that have not started,
    /// stop; the others go on, and their results count.</summary>
    public void Interrupt() => _loop.Post(new InterruptionRequested());

    /// <summary>The caller has spoken, and the model is being asked: what ends from now on, it cannot know until it is asked again. So the same
    /// action asked again in that turn joins a call of an earlier one that ended too late to be known.</summary>
    public void BeginTurn() => _loop.Post(new TurnStarted { Kind = TurnKind.User });

    /// <summary>Replaces the tools. Those of toolsets stay, and calls that run are not touched.</summary>
    /// <param name="tools">All tools that there are from now on.</param>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public void UpdateTools(IEnumerable<Tool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        _tools.Update(tools);
    }

    /// <summary>Sets up toolsets: their tools are there from then on, and follow their changes. They are closed with the executor.</summary>
    /// <param name="toolsets">The toolsets. An optional one that fails is left out, and the log says so; one that is set up already stays as it is.</param>
    /// <param name="cancellationToken">Gives up what has not been set up.</param>
    /// <exception cref="OperationCanceledException">The token fired. None is kept.</exception>
    /// <exception cref="InvalidOperationException">A required one failed, or was not set up in time; or the executor is closed, or closing. None is kept.</exception>
    /// <exception cref="ArgumentException">Two tools have one name. None is kept.</exception>
    public Task SetupAsync(IReadOnlyList<Toolset> toolsets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(toolsets);
        return _tools.SetupAsync(toolsets, cancellationToken);
    }

    /// <summary>Lets calls that were accepted run and finish, within the bounds of <see cref="SessionLimits"/>, and closes; what only reads or may be repeated
    /// stops at once. Whatever hangs, it returns in its time.</summary>
    public async ValueTask DisposeAsync()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _closing, closed.Task, null) is { } closing)
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

    private async Task CloseAsync()
    {
        _tools.BeginClosing();
        _loop.Post(new CloseRequested());
        var limits = _options.Limits;
        if (!await IsClosedWithinAsync(limits.FinishTimeout + (2 * limits.GracePeriod)))
        {
            _loop.Post(new TimerElapsed { Timer = TimerKind.Close });   // an undo began so late that it cannot be waited for; or the log hangs
            if (!await IsClosedWithinAsync(TimeSpan.FromSeconds(1)))
                _loop.Abandon(new TimeoutException("The log did not answer until the executor had to be closed."));
        }
        if (_loop.Failure is not null)
            _runner.CancelAll(_fold.Ledger);
        _runner.Dispose();
        await _tools.CloseAsync();
    }

    private async Task<bool> IsClosedWithinAsync(TimeSpan time)
    {
        using var timeout = new CancellationTokenSource(time, _options.Time);
        try
        {
            await _closed.Task.OrCancelledAsync(timeout.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // What is not accepted any more is not remembered either, so that there are never more ids than calls in the record.
    private bool WasReceived(string id) => _closing is not null || _loop.Failure is not null ? _received.ContainsKey(id) : !_received.TryAdd(id, true);

    private void Failed(Exception exception, IReadOnlyList<Directive> dropped)
    {
        LogFailed(exception);
        _runner.GiveUp(_fold.Ledger);
        _closed.TrySetResult();
    }

    private void CarryOut(Directive directive)
    {
        if (directive.Kind == DirectiveKind.Closed)
            _closed.TrySetResult();
        else
            _runner.CarryOut(directive);
    }

    [LoggerMessage(41, LogLevel.Error, "No calls run any more: their log failed")]
    private partial void LogFailed(Exception exception);
}
