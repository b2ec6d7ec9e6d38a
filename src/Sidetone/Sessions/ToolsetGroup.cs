using Microsoft.Extensions.Logging;
using Sidetone.Conversations;

namespace Sidetone.Sessions;

/// <summary>Toolsets with those within them, set up inside out and closed outside in, each exactly once.</summary>
internal sealed partial class ToolsetGroup
{
    private readonly List<Toolset> _all = [];
    private readonly List<Toolset> _ready = [];
    private readonly List<string> _unavailable = [];

    public ToolsetGroup(IReadOnlyList<Toolset> toolsets)
    {
        foreach (var toolset in toolsets)
            Collect(toolset);
    }

    /// <summary>A toolset's tools changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Toolsets that failed to set up and are not required.</summary>
    public IReadOnlyList<string> Unavailable => _unavailable;

    /// <summary>The tools of all that are ready.</summary>
    public IEnumerable<Tool> Tools => _ready.SelectMany(toolset => toolset.DeclaredTools.Concat(toolset.Tools));

    public async Task SetupAsync(ILogger logger, CancellationToken cancellationToken)
    {
        foreach (var toolset in _all)
        {
            var setup = Task.CompletedTask;
            try
            {
                setup = toolset.SetupAsync(cancellationToken).AsTask();
                await setup.OrCancelledAsync(cancellationToken);
                _ready.Add(toolset);
                toolset.Changed += OnChanged;
            }
            catch (Exception exception)
            {
                if (!setup.IsCompleted)
                    _ = CloseWhenSetUpAsync(toolset, setup, logger);
                if (toolset.IsRequired)
                {
                    var why = cancellationToken.IsCancellationRequested ? "did not set up in time" : $"failed to set up: {exception.Message}";
                    throw new InvalidOperationException($"Toolset '{toolset.Id}' is required and {why}", exception);
                }
                LogUnavailable(logger, toolset.Id, exception);
                _unavailable.Add(toolset.Id);
            }
        }
    }

    // It was given up, but is set up after all: nobody else would close it.
    private static async Task CloseWhenSetUpAsync(Toolset toolset, Task setup, ILogger logger)
    {
        try
        {
            await setup;
            await toolset.CloseAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogCloseFailed(logger, toolset.Id, exception);
        }
    }

    public async Task CloseAsync(ILogger logger, CancellationToken cancellationToken)
    {
        while (_ready.Count > 0)
        {
            var toolset = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            toolset.Changed -= OnChanged;
            try
            {
                await toolset.CloseAsync(cancellationToken).AsTask().OrCancelledAsync(cancellationToken);
            }
            catch (Exception exception)
            {
                LogCloseFailed(logger, toolset.Id, exception);
            }
        }
    }

    private void Collect(Toolset toolset)
    {
        foreach (var inner in toolset.Toolsets)
            Collect(inner);
        if (!_all.Contains(toolset))
            _all.Add(toolset);
    }

    private void OnChanged(object? sender, EventArgs e) => Changed?.Invoke();

    [LoggerMessage(30, LogLevel.Warning, "Toolset {Toolset} failed to set up; the agent goes on without its tools")]
    private static partial void LogUnavailable(ILogger logger, string toolset, Exception exception);

    [LoggerMessage(31, LogLevel.Error, "Toolset {Toolset} failed to close")]
    private static partial void LogCloseFailed(ILogger logger, string toolset, Exception exception);
}
