using Microsoft.Extensions.DependencyInjection;
using Sidetone.Conversations;
using Sidetone.Tools;

namespace Sidetone.Execution;

/// <summary>One call at the edge: its token, its scope, and the work itself.</summary>
internal sealed class CallRun : Admission, IThreadPoolWorkItem, IServiceProvider
{
    private const int Running = 0, Abandoned = 1, Settled = 2;

    private readonly RunContext _context;
    private CancellationTokenSource? _cancellation;
    private AsyncServiceScope? _scope;
    private volatile bool _isCancelled;
    private int _fate;

    public CallRun(CallRunner runner, CallRecord record)
    {
        Runner = runner;
        Record = record;
        _context = new RunContext(this);
    }

    public CallRunner Runner { get; }

    public CallRecord Record { get; }

    public RunContext Context => _context;

    public BoundCall? Bound { get; init; }

    public int Attempt { get; set; }

    public long StartedAt { get; set; }

    /// <summary>How the last failed attempt would end the call.</summary>
    public ToolResult? Failure { get; set; }

    /// <summary>The scope of this call; made when the first service is asked for.</summary>
    public IServiceProvider Services => this;

    /// <summary>Made when a handler first asks for it: most never do.</summary>
    public CancellationToken Token
    {
        get
        {
            if (_cancellation is null && Interlocked.CompareExchange(ref _cancellation, new(), null) is null && _isCancelled)
                _cancellation.Cancel();
            return _cancellation.Token;
        }
    }

    public void Execute() => Runner.Execute(this);

    /// <summary>Fires the token, on the pool: callbacks of handlers never run on the loop.</summary>
    public void Cancel()
    {
        _isCancelled = true;
        if (Volatile.Read(ref _cancellation) is { } cancellation)
            Runner.Scheduler.Start(new Work(() => Fire(cancellation)));
    }

    object? IServiceProvider.GetService(Type serviceType)
    {
        if (Runner.Services is not { } services)
            return null;
        if (_scope is not { } scope)
        {
            if (services.GetService(typeof(IServiceScopeFactory)) is not IServiceScopeFactory factory)
                return services.GetService(serviceType);
            _scope = scope = new AsyncServiceScope(factory.CreateScope());
        }
        return scope.ServiceProvider.GetService(serviceType);
    }

    /// <summary>The call has its outcome, and the handler may still run.</summary>
    public void Abandon()
    {
        if (Interlocked.CompareExchange(ref _fate, Abandoned, Running) == Running)
            AbandonedCalls.Add(Record.Tool);
    }

    /// <summary>The handler has settled.</summary>
    public void Settle()
    {
        if (Interlocked.Exchange(ref _fate, Settled) == Abandoned)
            AbandonedCalls.Remove(Record.Tool);
    }

    /// <summary>The handler has settled: its scope may go.</summary>
    public ValueTask ReleaseAsync() => _scope?.DisposeAsync() ?? default;

    private void Fire(CancellationTokenSource cancellation)
    {
        try
        {
            cancellation.Cancel();
        }
        catch (AggregateException exception)
        {
            Runner.LogCallbackFailed(Record.Tool, Record.Id, exception);
        }
    }
}
