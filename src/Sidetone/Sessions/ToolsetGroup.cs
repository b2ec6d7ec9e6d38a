using Microsoft.Extensions.Logging;
using Sidetone.Execution;

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
            try
            {
                await toolset.SetupAsync(cancellationToken).AsTask().OrCancelledAsync(cancellationToken);
                _ready.Add(toolset);
                toolset.Changed += OnChanged;
            }
            catch (Exception exception) when (!toolset.IsRequired)
            {
                LogUnavailable(logger, toolset.Id, exception);
                _unavailable.Add(toolset.Id);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Toolset '{toolset.Id}' is required and failed to set up: {exception.Message}", exception);
            }
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
