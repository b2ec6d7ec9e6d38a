using System.Text;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone;

/// <summary>Runs tools by name under the law of the tool call, without an agent: behind a socket, a telephone, a command line.
/// It never throws at its caller: whatever happens is a <see cref="ToolResult"/>.</summary>
public sealed class ToolExecutor : IAsyncDisposable
{
    private readonly Dictionary<string, Tool> _tools = [];
    private readonly CallRunner _runner;
    private readonly EventLoop _loop;
    private readonly TimeProvider _time;
    private readonly SessionLimits _limits;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        foreach (var tool in tools)
            ToolCatalog.Add(_tools, tool);
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
                Logger = TolerantLogger.Create<ToolExecutor>(options.LoggerFactory),
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

    /// <summary>The tools, by name.</summary>
    public IReadOnlyDictionary<string, Tool> Tools => _tools;

    /// <summary>Calls a tool.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">A JSON object as text. Malformed JSON is repaired where that is safe.</param>
    /// <param name="cancellationToken">Stops waiting; the call itself goes on to its one outcome.</param>
    /// <exception cref="OperationCanceledException">Only for the caller's own token.</exception>
    public ValueTask<ToolResult> CallAsync(string name, string arguments, CancellationToken cancellationToken = default) =>
        CallAsync(name, Encoding.UTF8.GetBytes(arguments ?? ""), cancellationToken);

    /// <inheritdoc cref="CallAsync(string, string, CancellationToken)"/>
    public ValueTask<ToolResult> CallAsync(string name, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<ToolResult>(cancellationToken);
        var request = CallReader.Read(name, _tools.GetValueOrDefault(name), arguments, _time, awaitedIn: _runner);
        var run = (AwaitedCallRun)request.Run!;
        run.Runner = _runner;
        _loop.Post(request, run);
        return cancellationToken.CanBeCanceled ? new(run.Result.AsTask().OrCancelledAsync(cancellationToken)) : run.Result;
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
    }

    private void CarryOut(Directive directive)
    {
        if (directive.Kind == DirectiveKind.Closed)
            _closed.TrySetResult();
        else
            _runner.CarryOut(directive);
    }
}
