using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sidetone.Execution;

/// <summary>A logger whose failures are its own: no call and no turn loses its outcome to them.</summary>
internal sealed class TolerantLogger(ILogger inner) : ILogger
{
    /// <summary>The logger of a factory, or else of the one among the services.</summary>
    public static ILogger Create<T>(ILoggerFactory? factory, IServiceProvider? services) =>
        (factory ?? services?.GetService(typeof(ILoggerFactory)) as ILoggerFactory) is { } found ? new TolerantLogger(found.CreateLogger<T>()) : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _ = TryLog(logLevel, eventId, state, exception, formatter);     // when it fails there is nobody left to tell

    private bool TryLog<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
