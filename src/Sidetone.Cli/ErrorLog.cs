using Microsoft.Extensions.Logging;

namespace Sidetone.Cli;

/// <summary>Writes what the session logs to standard error, for <c>--verbose</c>.</summary>
internal sealed class ErrorLog(TextWriter error) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (error)
        {
            error.WriteLine($"[{logLevel}] {formatter(state, exception)}");
            if (exception is not null)
                error.WriteLine(exception);
        }
    }
}
