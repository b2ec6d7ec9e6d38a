using Microsoft.Extensions.Logging;

namespace Sidetone.Execution;

/// <summary>How long code of a user may take. Its token is one of its own and fires on the pool, where a callback that throws is logged
/// (a timer would take the process with it), and one that blocks keeps nobody who waits.</summary>
internal sealed partial class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _token = new();
    private readonly WorkScheduler _scheduler;
    private readonly ILogger _logger;

    /// <param name="limit">How long.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="scheduler">Where the token fires.</param>
    /// <param name="logger">Takes what callbacks on the token throw.</param>
    /// <param name="sooner">What ends it sooner.</param>
    public TimeLimit(TimeSpan limit, TimeProvider time, WorkScheduler scheduler, ILogger logger, params ReadOnlySpan<CancellationToken> sooner)
    {
        (_scheduler, _logger) = (scheduler, logger);
        _time = new(limit, time);
        _over = CancellationTokenSource.CreateLinkedTokenSource([_time.Token, .. sooner]);
        if (_over.IsCancellationRequested)
            _token.Cancel();
        else
            _over.Token.UnsafeRegister(static limit => ((TimeLimit)limit!).Tell(), this);
    }

    /// <summary>For the code of the user.</summary>
    public CancellationToken Token => _token.Token;

    /// <summary>For whoever waits for it.</summary>
    public CancellationToken Over => _over.Token;

    public void Dispose()
    {
        _over.Dispose();
        _time.Dispose();
    }

    private void Tell() => _scheduler.Start(new Work(Fire));

    private void Fire()
    {
        try
        {
            _token.Cancel();
        }
        catch (AggregateException exception)
        {
            LogCallbackFailed(_logger, exception);
        }
    }

    [LoggerMessage(9, LogLevel.Error, "A callback on the token of an agent or a toolset failed")]
    private static partial void LogCallbackFailed(ILogger logger, Exception exception);
}
