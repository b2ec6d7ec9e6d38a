using Microsoft.Extensions.Logging;

namespace Sidetone.Execution;

/// <summary>A toolset that is set up, and the tools that it last said it has. They are read when it is ready and whenever they change,
/// and never while a lock is held: that is code of a user.</summary>
internal sealed partial class ReadyToolset
{
    private readonly Lock _gate = new();
    private readonly Toolset _toolset;
    private readonly Action _changed;
    private readonly ILogger _logger;
    private int _readings;
    private int _last;              // the reading that the tools are from
    private volatile Tool[]? _tools;

    /// <param name="toolset">The toolset.</param>
    /// <param name="changed">It has other tools.</param>
    /// <param name="logger">Takes failures.</param>
    public ReadyToolset(Toolset toolset, Action changed, ILogger logger)
    {
        (_toolset, _changed, _logger) = (toolset, changed, logger);
        toolset.Changed += OnChanged;   // before it is first read, so that no change is missed
    }

    /// <summary>Its tools; null while it could not say.</summary>
    public Tool[]? Tools => _tools;

    /// <summary>Reads its tools. If that fails, those of before stay.</summary>
    /// <returns>Why it has none; null when it has.</returns>
    public Exception? Read()
    {
        var reading = Interlocked.Increment(ref _readings);
        try
        {
            Tool[] tools = [.. _toolset.DeclaredTools, .. _toolset.Tools];
            if (Array.IndexOf(tools, null) >= 0)
                throw new InvalidOperationException("One of its tools is null.");
            lock (_gate)
            {
                if (reading > _last)    // of two at once the one that began later counts
                    (_last, _tools) = (reading, tools);
            }
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Nobody asks for its tools any more.</summary>
    public void Leave() => _toolset.Changed -= OnChanged;

    private void OnChanged(object? sender, EventArgs e)
    {
        if (Read() is { } problem)
            LogNotRead(_logger, _toolset.Id, problem);
        else
            _changed();
    }

    [LoggerMessage(32, LogLevel.Error, "The changed tools of toolset {Toolset} cannot be read; it keeps those that it had")]
    private static partial void LogNotRead(ILogger logger, string toolset, Exception exception);
}
