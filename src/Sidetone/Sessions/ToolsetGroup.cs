using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>Toolsets with those within them, set up inside out and closed outside in, each exactly once.</summary>
internal sealed partial class ToolsetGroup
{
    private readonly OrderedDictionary<Toolset, IReadOnlyList<Toolset>> _all = [];      // each with those within it, which come before it
    private readonly HashSet<Toolset> _shared = [];     // set up by the group before, which closes them until it gives them up
    private readonly Lock _gate = new();
    private List<Toolset> _ready = [];
    private readonly List<string> _unavailable = [];
    private InvalidOperationException? _failure;        // the first of a required one

    /// <param name="toolsets">The toolsets.</param>
    /// <param name="around">What of them is ready there is left to it.</param>
    /// <param name="before">What of them is ready there is not set up again, and stays ready when this group takes over.</param>
    public ToolsetGroup(IReadOnlyList<Toolset> toolsets, ToolsetGroup? around = null, ToolsetGroup? before = null)
    {
        foreach (var toolset in toolsets)
            Collect(toolset, around);
        if (before is not null)
            _shared.UnionWith(before._ready.Where(_all.ContainsKey));
    }

    /// <summary>A toolset's tools changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Toolsets that failed to set up and are not required.</summary>
    public IReadOnlyList<string> Unavailable => _unavailable;

    /// <summary>The tools of all that are ready.</summary>
    public IEnumerable<Tool> Tools => _ready.SelectMany(Own);

    /// <summary>Each toolset with its tools and those within it, as far as they are ready.</summary>
    public IEnumerable<(Toolset Toolset, IEnumerable<Tool> Tools)> Whole =>
        _all.Keys.Select(toolset => (toolset, WithInner(toolset).Where(inner => _ready.Contains(inner) || !_all.ContainsKey(inner)).SelectMany(Own)));

    /// <summary>Sets all up, side by side: each after those within it, and each in its own time.</summary>
    /// <param name="inTime">Runs work in a time of its own, or until a token says that it is not needed any more.</param>
    /// <param name="logger">Takes failures.</param>
    /// <exception cref="InvalidOperationException">A required one failed.</exception>
    public async Task SetupAsync(Func<Func<TimeLimit, Task>, CancellationToken, Task> inTime, ILogger logger)
    {
        using var failing = new CancellationTokenSource();
        var setups = new Dictionary<Toolset, Task<Exception?>>();
        foreach (var (toolset, within) in _all)
        {
            setups[toolset] = _shared.Contains(toolset)
                ? Task.FromResult<Exception?>(null)
                : SetupAsync(toolset, [.. within.Where(setups.ContainsKey).Select(inner => setups[inner])], inTime, failing, logger);
        }
        foreach (var toolset in _all.Keys)
        {
            var problem = await setups[toolset];
            if (problem is null)
            {
                _ready.Add(toolset);
                toolset.Changed += OnChanged;
            }
            else if (!toolset.IsRequired)
            {
                LogUnavailable(logger, toolset.Id, problem);
                _unavailable.Add(toolset.Id);
            }
        }
        if (_failure is not null)
            throw _failure;
    }

    private async Task<Exception?> SetupAsync(
        Toolset toolset, Task<Exception?>[] within, Func<Func<TimeLimit, Task>, CancellationToken, Task> inTime, CancellationTokenSource failing, ILogger logger)
    {
        foreach (var inner in within)
            await inner;
        Task? setup = null;
        try
        {
            await inTime(
                async limit =>
                {
                    limit.Over.ThrowIfCancellationRequested();
                    setup = toolset.SetupAsync(limit.Token).AsTask();
                    await setup.OrCancelledAsync(limit.Over);
                },
                failing.Token);
            return null;
        }
        catch (Exception) when (setup is { IsCompletedSuccessfully: true })
        {
            return null;    // it was set up after all, between the end of its time and now
        }
        catch (Exception exception)
        {
            if (setup is { IsCompleted: false })
                _ = CloseWhenSetUpAsync(toolset, setup, logger);
            if (toolset.IsRequired && Interlocked.CompareExchange(ref _failure, Failed(toolset, exception), null) is null)
                failing.Cancel();   // without it nobody needs the others
            return exception;
        }
    }

    private static InvalidOperationException Failed(Toolset toolset, Exception problem) =>
        new($"Toolset '{toolset.Id}' is required and {(problem is OperationCanceledException ? "did not set up in time" : $"failed to set up: {problem.Message}")}", problem);

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

    /// <summary>Takes what it shares with the group before, which no longer closes it. What that one closed already, as the session ends, is gone.</summary>
    public void TakeOver(ToolsetGroup before)
    {
        foreach (var toolset in _shared.Where(toolset => !before.TryRelease(toolset)))
            _ready.Remove(toolset);
        _shared.Clear();
    }

    private bool TryRelease(Toolset toolset)
    {
        toolset.Changed -= OnChanged;
        lock (_gate)
            return _ready.Remove(toolset);
    }

    /// <summary>Closes all that are ready and its own, side by side: each after those around it.</summary>
    public async Task CloseAsync(ILogger logger, TimeLimit limit)
    {
        var closings = new Dictionary<Toolset, Task>();
        List<Toolset> ready;
        lock (_gate)
            (ready, _ready) = (_ready, []);                 // once: an agent that leaves and a session that closes may both come here
        for (var i = ready.Count - 1; i >= 0; i--)          // whatever is around another comes after it
        {
            var toolset = ready[i];
            toolset.Changed -= OnChanged;
            if (_shared.Contains(toolset))
                continue;
            Task[] around = [.. closings.Where(closing => _all[closing.Key].Contains(toolset)).Select(closing => closing.Value)];
            closings[toolset] = CloseAsync(toolset, around, logger, limit);
        }
        await Task.WhenAll(closings.Values);
    }

    private static async Task CloseAsync(Toolset toolset, Task[] around, ILogger logger, TimeLimit limit)
    {
        foreach (var outer in around)
            await outer;
        try
        {
            await toolset.CloseAsync(limit.Token).AsTask().OrCancelledAsync(limit.Over);
        }
        catch (Exception exception)
        {
            LogCloseFailed(logger, toolset.Id, exception);
        }
    }

    private static IEnumerable<Tool> Own(Toolset toolset) => toolset.DeclaredTools.Concat(toolset.Tools);

    // One that is not here is ready around this group.
    private IEnumerable<Toolset> WithInner(Toolset toolset) =>
        _all.TryGetValue(toolset, out var within) ? within.SelectMany(WithInner).Prepend(toolset) : [toolset];

    private void Collect(Toolset toolset, ToolsetGroup? around)
    {
        if (around?._ready.Contains(toolset) == true)
            return;
        var within = toolset.Toolsets;
        foreach (var inner in within)
            Collect(inner, around);
        _all.TryAdd(toolset, within);
    }

    private void OnChanged(object? sender, EventArgs e) => Changed?.Invoke();

    [LoggerMessage(30, LogLevel.Warning, "Toolset {Toolset} failed to set up; the agent goes on without its tools")]
    private static partial void LogUnavailable(ILogger logger, string toolset, Exception exception);

    [LoggerMessage(31, LogLevel.Error, "Toolset {Toolset} failed to close")]
    private static partial void LogCloseFailed(ILogger logger, string toolset, Exception exception);
}
