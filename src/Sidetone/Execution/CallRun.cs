using Microsoft.Extensions.DependencyInjection;
using Sidetone.Tools;

namespace Sidetone.Execution;

/// <summary>One call at the edge, from its reading to the end of its handler: its arguments, its token, its scope, and the work itself.</summary>
internal class CallRun : RunContext, IThreadPoolWorkItem, IServiceProvider
{
    private static readonly object s_released = new();

    private CancellationTokenSource? _cancellation;
    private object? _scope;
    private volatile bool _isCancelled;
    private Fate _fate;

    /// <summary>Who runs it; known once it was accepted.</summary>
    public CallRunner Runner { get; set; } = null!;

    /// <summary>The ledger's record; known once it was accepted.</summary>
    public CallRecord Record { get; set; } = null!;

    /// <summary>What runs it; null when no tool has its name.</summary>
    public Tool? Handler { get; init; }

    public BoundCall? Bound { get; init; }

    /// <summary>The context of whoever asked for it; null for none in particular.</summary>
    public ExecutionContext? Origin { get; init; }

    /// <summary>When it was received; once it has started, when that was.</summary>
    public long Since { get; set; }

    /// <summary>The scope of this call; made when the first service is asked for.</summary>
    public IServiceProvider Scope => this;

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
        Interlocked.MemoryBarrier();    // either this sees the source, or whoever makes the source sees that
        if (Volatile.Read(ref _cancellation) is { } cancellation)
            Runner.Scheduler.Start(new Work(() => Fire(cancellation)));
    }

    /// <summary>The call has its outcome, durably. Runs on the loop.</summary>
    public virtual void Ended()
    {
    }

    /// <summary>The handler is done, and its thread is free for whoever waits.</summary>
    public virtual void Finish()
    {
    }

    /// <summary>The conversation failed: there will be no outcome to tell.</summary>
    public virtual void GiveUp()
    {
    }

    /// <summary>The call has its outcome, and the handler may still run.</summary>
    public void Abandon()
    {
        if (Interlocked.CompareExchange(ref _fate, Fate.Abandoned, Fate.Running) == Fate.Running)
            Runner.Scheduler.Abandoned.Add(Record.Tool);
    }

    /// <summary>The handler has settled.</summary>
    public void Settle()
    {
        if (Interlocked.Exchange(ref _fate, Fate.Settled) == Fate.Abandoned)
            Runner.Scheduler.Abandoned.Remove(Record.Tool);
    }

    /// <summary>After its end there is code of a user to run: a scope's services to dispose, a caller to go on with.</summary>
    public virtual bool LeavesUserCode => _scope is not null;

    /// <summary>The handler has settled: its scope may go.</summary>
    public ValueTask ReleaseAsync()
    {
        var scope = Interlocked.Exchange(ref _scope, s_released);
        if (scope is IAsyncDisposable disposable)
            return disposable.DisposeAsync();
        (scope as IDisposable)?.Dispose();
        return default;
    }

    object? IServiceProvider.GetService(Type serviceType)
    {
        if (serviceType == typeof(TimeProvider) && Runner.Services?.GetService(serviceType) is null)
            return Runner.Time;
        if (Runner.Services is not { } services)
            return null;
        if (_scope is null && services.GetService(typeof(IServiceScopeFactory)) is IServiceScopeFactory factory)
        {
            var made = factory.CreateScope();
            if (Interlocked.CompareExchange(ref _scope, made, null) is not null)
                made.Dispose();     // a handler may ask on several threads
        }
        ObjectDisposedException.ThrowIf(_scope == s_released, this);
        return ((_scope as IServiceScope)?.ServiceProvider ?? services).GetService(serviceType);
    }

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

    private enum Fate : byte
    {
        Running,
        Abandoned,
        Settled,
    }
}
