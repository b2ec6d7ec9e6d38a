using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;
using Sidetone.Sessions;

namespace Sidetone;

/// <summary>Runs tools by name, without an agent: behind a socket, a telephone, a command line. Each call is recorded and has one outcome.
/// It never throws at its caller: whatever happens is a <see cref="ToolResult"/>.</summary>
public sealed partial class ToolExecutor : IAsyncDisposable
{
    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<string, bool> _received = new(StringComparer.Ordinal);
    private readonly CallRunner _runner;
    private readonly EventLoop _loop;
    private readonly TimeProvider _time;
    private readonly SessionLimits _limits;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;
    private Dictionary<string, Tool> _own;
    private int _turns;
    private readonly List<ToolsetGroup> _toolsets = [];
    private volatile Dictionary<string, Tool> _tools;   // replaced, never changed

    /// <summary>Makes an executor.</summary>
    /// <param name="tools">The tools. Two of one name are refused.</param>
    /// <param name="services">Where handlers' services come from; each call has a scope of its own.</param>
    /// <param name="options">Bounds, filters, log, time.</param>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public ToolExecutor(IEnumerable<Tool> tools, IServiceProvider? services = null, ToolExecutorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tools);
        options ??= new();
        _time = options.Time;
        _limits = options.Limits;
        _tools = _own = ToolCatalog.ByName(tools);
        _logger = TolerantLogger.Create<ToolExecutor>(options.LoggerFactory);
        Log = options.Log ?? new MemoryLog();
        _runner = new(
            new()
            {
                Services = services,
                Time = options.Time,
                Scheduler = options.Scheduler,
                Filters = options.Filters,
                LogPayloads = options.LogPayloads,
                Find = name => _tools.GetValueOrDefault(name),
                Logger = _logger,
            },
            () => _loop!);
        var fold = new LedgerFold();
        _loop = new(fold, Log, options.Time, CarryOut, keepsContext: options.Scheduler.KeepsContext, failed: (_, _) =>
        {
            _runner.GiveUp(fold.Ledger);
            _closed.TrySetResult();
        });
        _runner.ConversationId = options.ConversationId ?? Conversations.ConversationId.New(options.Time);
        _loop.Post(new SessionStarted { Conversation = _runner.ConversationId, CallsOnly = true, Limits = options.Limits });
        _loop.Post(new AgentConfigured { Agent = "", Tools = ToolCatalog.Describe(_tools.Values) });
    }

    /// <summary>The conversation's id, in every idempotency key.</summary>
    public string ConversationId => _runner.ConversationId;

    /// <summary>Where the calls are recorded.</summary>
    public IConversationLog Log { get; }

    /// <summary>The tools that there are now, by name.</summary>
    public IReadOnlyDictionary<string, Tool> Tools => _tools;

    /// <summary>Calls a tool, as an action of its own.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">A JSON object as text. Malformed JSON is repaired where that is safe.</param>
    /// <param name="cancellationToken">Stops waiting; the call itself goes on to its one outcome.</param>
    /// <exception cref="OperationCanceledException">Only for the caller's own token.</exception>
    public ValueTask<ToolResult> CallAsync(string name, string arguments, CancellationToken cancellationToken = default) =>
        CallAsync(new(name, Encoding.UTF8.GetBytes(arguments ?? "")), cancellationToken);

    /// <summary>Calls a tool as a provider asked for it: a call that it sends twice runs once, and so does the same action that it asks for
    /// before it can know the first outcome. The handler runs in the execution context of this call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Stops waiting; the call itself goes on to its one outcome.</param>
    /// <exception cref="OperationCanceledException">Only for the caller's own token.</exception>
    public ValueTask<ToolResult> CallAsync(ToolRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request.Name);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<ToolResult>(cancellationToken);
        if (request.Id is { } id && !_received.TryAdd(id, true))
            return new(ToolResult.Failed(Outcome.Duplicate, Answers.Repeated, "repeated"));
        var tool = _tools.GetValueOrDefault(request.Name);
        var requested = CallReader.Read(
            request.Name, tool, request.Arguments, _time, providerId: request.Id, context: ExecutionContext.Capture(), awaitedIn: _runner, response: request.Response);
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
    public void BeginTurn() => _loop.Post(new TurnStarted { Turn = Interlocked.Increment(ref _turns), Kind = TurnKind.User });

    /// <summary>Replaces the tools. Those of toolsets stay, and calls that run are not touched.</summary>
    /// <param name="tools">All tools that there are from now on.</param>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public void SetTools(IEnumerable<Tool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        lock (_changing)
            Install(ToolCatalog.ByName(tools));
    }

    /// <summary>Sets up toolsets: their tools are there from then on, and follow their changes. They are closed with the executor.</summary>
    /// <param name="toolsets">The toolsets. An optional one that fails is left out, and the log says so.</param>
    /// <param name="cancellationToken">Gives up what has not been set up.</param>
    /// <exception cref="InvalidOperationException">A required one failed, or was not set up in time.</exception>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public async Task SetupAsync(IReadOnlyList<Toolset> toolsets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(toolsets);
        if (toolsets.Count == 0)
            return;
        var group = new ToolsetGroup(toolsets);
        lock (_changing)
            _toolsets.Add(group);
        await group.SetupAsync(work => work(cancellationToken), _logger);
        group.Changed = () =>
        {
            try
            {
                lock (_changing)
                    Install(_own);
            }
            catch (ArgumentException exception)
            {
                LogClash(exception);
            }
        };
        lock (_changing)
            Install(_own);
    }

    /// <summary>Lets running calls finish, within the bounds of <see cref="SessionLimits"/>, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _loop.Post(new CloseRequested());
        // The fold closes within its own bounds; this one holds if even the log hangs.
        using var timeout = new CancellationTokenSource(_limits.CloseFinish + (2 * _limits.Grace) + TimeSpan.FromSeconds(1), _time);
        try
        {
            await _closed.Task.OrCancelledAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
        }
        _runner.Dispose();
        await CloseToolsetsAsync();
    }

    private async ValueTask CloseToolsetsAsync()
    {
        ToolsetGroup[] toolsets;
        lock (_changing)
        {
            toolsets = [.. _toolsets];
            _toolsets.Clear();
        }
        using var timeout = new CancellationTokenSource(_limits.CloseFinish, _time);
        foreach (var group in toolsets)
            await group.CloseAsync(_logger, timeout.Token);
    }

    private void Install(Dictionary<string, Tool> own)
    {
        var before = _tools;
        var after = ToolCatalog.ByName(own.Values.Concat(_toolsets.SelectMany(group => group.Tools)));
        _own = own;
        _tools = after;
        _loop.Post(new AgentConfigured
        {
            Agent = "",
            Tools = ToolCatalog.Describe(after.Values),
            Added = [.. after.Keys.Where(name => !before.ContainsKey(name))],
            Removed = [.. before.Keys.Where(name => !after.ContainsKey(name))],
            Unavailable = _toolsets.SelectMany(group => group.Unavailable).ToArray() is { Length: > 0 } unavailable ? unavailable : null,
        });
    }

    private void CarryOut(Directive directive)
    {
        if (directive.Kind == DirectiveKind.Closed)
            _closed.TrySetResult();
        else
            _runner.CarryOut(directive);
    }

    [LoggerMessage(40, LogLevel.Error, "The changed tools of a toolset are not used")]
    private partial void LogClash(Exception exception);
}
