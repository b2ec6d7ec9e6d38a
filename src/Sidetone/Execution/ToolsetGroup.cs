using Microsoft.Extensions.Logging;
using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>Toolsets with those within them, set up inside out and closed outside in, each exactly once.</summary>
internal sealed partial class ToolsetGroup
{
    private readonly OrderedDictionary<Toolset, IReadOnlyList<Toolset>> _all = [];      // each with those within it, which come before it
    private readonly HashSet<Toolset> _shared = [];     // set up by the group before, which closes them until it gives them up
    private readonly Dictionary<Toolset, ReadyToolset> _ready = [];
    private readonly Lock _gate = new();                // for what is ready
    private readonly Dictionary<Toolset, Task> _unsettled;    // of all groups of a session: set-ups and closings that were given up, and go on
    private readonly ToolsetGroup? _around;
    private readonly ILogger _logger;
    private readonly HashSet<Toolset> _failed = [];
    private InvalidOperationException? _failure;        // the first of a required one

    /// <param name="toolsets">The toolsets.</param>
    /// <param name="logger">Takes failures.</param>
    /// <param name="around">What of them is ready there is left to it.</param>
    /// <param name="before">What of them is ready there is not set up again, and stays ready when this group takes over.</param>
    /// <exception cref="ArgumentException">A toolset is within itself.</exception>
    public ToolsetGroup(IReadOnlyList<Toolset> toolsets, ILogger logger, ToolsetGroup? around = null, ToolsetGroup? before = null)
    {
        _around = around;
        _unsettled = around?._unsettled ?? [];
        _logger = logger;
        foreach (var toolset in toolsets)
            Collect(toolset, []);
        if (before is not null)
            _shared.UnionWith(_all.Keys.Where(before.IsReady));
    }

    public bool IsEmpty => _all.Count == 0;

    /// <summary>A toolset's tools changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Toolsets that failed to set up or to say what their tools are, and are not required.</summary>
    public IReadOnlyList<string> Unavailable
    {
        get
        {
            if (IsEmpty)
                return [];
            lock (_gate)
                return [.. _all.Keys.Where(toolset => _failed.Contains(toolset) || _ready.GetValueOrDefault(toolset) is { Tools: null }).Select(toolset => toolset.Id)];
        }
    }

    /// <summary>The tools of all that are ready.</summary>
    public IReadOnlyList<Tool> Tools
    {
        get
        {
            if (IsEmpty)
                return [];
            lock (_gate)
                return [.. _all.Keys.SelectMany(toolset => _ready.GetValueOrDefault(toolset)?.Tools ?? [])];
        }
    }

    /// <summary>The id of each toolset, with its tools and those within it as far as they are ready.</summary>
    public IEnumerable<(string Id, IEnumerable<Tool> Tools)> ById => _all.Keys.Select(toolset => (toolset.Id, WithInner(toolset).SelectMany(ToolsOf)));

    /// <summary>Sets all up, side by side: each after those within it, and each in its own time.</summary>
    /// <param name="inTime">Runs work in a time of its own, or until a token says that it is not needed any more.</param>
    /// <exception cref="InvalidOperationException">A required one failed.</exception>
    public async Task SetupAsync(Func<Func<TimeLimit, Task>, CancellationToken, Task> inTime)
    {
        using var failing = new CancellationTokenSource();
        var setups = new Dictionary<Toolset, Task<Exception?>>();
        foreach (var (toolset, within) in _all)
            setups[toolset] = SetupAsync(toolset, [.. within.Where(setups.ContainsKey).Select(inner => setups[inner])], inTime, failing);
        foreach (var toolset in _all.Keys)
        {
            if (await setups[toolset] is { } problem && !toolset.IsRequired)
                LogUnavailable(_logger, toolset.Id, problem);
        }
        if (_failure is not null)
            throw _failure;
    }

    private async Task<Exception?> SetupAsync(
        Toolset toolset, Task<Exception?>[] within, Func<Func<TimeLimit, Task>, CancellationToken, Task> inTime, CancellationTokenSource failing)
    {
        foreach (var inner in within)
            await inner;
        var problem = _shared.Contains(toolset) ? null : await TrySetupAsync(toolset, inTime, failing.Token);
        if (problem is null)
        {
            problem = Offer(toolset);
        }
        else
        {
            lock (_gate)
                _failed.Add(toolset);
        }
        if (problem is not null && toolset.IsRequired && Interlocked.CompareExchange(ref _failure, Failed(toolset, problem), null) is null)
            failing.Cancel();   // without it nobody needs the others
        return problem;
    }

    private async Task<Exception?> TrySetupAsync(Toolset toolset, Func<Func<TimeLimit, Task>, CancellationToken, Task> inTime, CancellationToken failing)
    {
        Task? setup = null;
        try
        {
            await inTime(
                async limit =>
                {
                    limit.Over.ThrowIfCancellationRequested();
                    if (Unsettled(toolset) is { } unsettled)
                        await QuietlyAsync(unsettled).OrCancelledAsync(limit.Over);     // or its end would be that of the new one
                    setup = toolset.SetupAsync(limit.Token).AsTask();
                    await setup.OrCancelledAsync(limit.Over);
                },
                failing);
            return null;
        }
        catch (Exception) when (setup is { IsCompletedSuccessfully: true })
        {
            return null;    // it was set up after all, between the end of its time and now
        }
        catch (Exception exception)
        {
            if (setup is { IsFaulted: false, IsCanceled: false })     // it may have been set up this moment
                Settles(toolset, CloseWhenSetUpAsync(toolset, setup));
            return exception;
        }
    }

    private static InvalidOperationException Failed(Toolset toolset, Exception problem) =>
        new($"Toolset '{toolset.Id}' is required and {(problem is OperationCanceledException ? "did not set up in time" : $"failed to set up: {problem.Message}")}", problem);

    // It was given up, but is set up after all: nobody else would close it.
    private async Task CloseWhenSetUpAsync(Toolset toolset, Task setup)
    {
        try
        {
            await setup;
            await toolset.CloseAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogCloseFailed(_logger, toolset.Id, exception);
        }
    }

    /// <summary>Takes what it shares with the group before, which no longer closes it. What that one closed already, as the session ends, is gone.</summary>
    public void TakeOver(ToolsetGroup before)
    {
        foreach (var toolset in _shared)
        {
            if (!before.TryRelease(toolset))
                TryRelease(toolset);
        }
        _shared.Clear();
    }

    private bool TryRelease(Toolset toolset)
    {
        ReadyToolset? ready;
        lock (_gate)
            _ready.Remove(toolset, out ready);
        ready?.Leave();
        return ready is not null;
    }

    /// <summary>Closes all that are ready and its own, side by side: each after those around it.</summary>
    /// <param name="limit">How long each may take.</param>
    /// <param name="closings">What closes already, of groups that have toolsets of this one within theirs; this adds its own.</param>
    public async Task CloseAsync(TimeLimit limit, List<(IReadOnlyList<Toolset> Within, Task Closing)> closings)
    {
        foreach (var toolset in _all.Keys.Reverse())        // whatever is around another comes after it
        {
            // Released once: an agent that leaves and a session that closes may both come here.
            if (!TryRelease(toolset) || _shared.Contains(toolset))
                continue;
            Task[] around = [.. closings.Where(closing => closing.Within.Contains(toolset)).Select(closing => closing.Closing)];
            closings.Add((_all[toolset], CloseAsync(toolset, around, limit)));
        }
        await Task.WhenAll(closings.Select(closing => closing.Closing));
    }

    private async Task CloseAsync(Toolset toolset, Task[] around, TimeLimit limit)
    {
        foreach (var outer in around)
            await outer;
        Task? closing = null;
        try
        {
            closing = toolset.CloseAsync(limit.Token).AsTask();
            await closing.OrCancelledAsync(limit.Over);
        }
        catch (Exception exception)
        {
            if (closing is { IsCompleted: false })
                Settles(toolset, closing);
            LogCloseFailed(_logger, toolset.Id, exception);
        }
    }

    private Task? Unsettled(Toolset toolset)
    {
        lock (_unsettled)
            return _unsettled.GetValueOrDefault(toolset);
    }

    private void Settles(Toolset toolset, Task unsettled)
    {
        lock (_unsettled)
            _unsettled[toolset] = unsettled;
    }

    private static async Task QuietlyAsync(Task task) =>
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private void Collect(Toolset toolset, HashSet<Toolset> around)
    {
        ArgumentNullException.ThrowIfNull(toolset);
        if (_around?.IsReady(toolset) == true)
            return;
        if (!around.Add(toolset))
            throw new ArgumentException($"Toolset '{toolset.Id}' is within itself.");
        var within = toolset.Toolsets ?? [];
        foreach (var inner in within)
            Collect(inner, around);
        around.Remove(toolset);
        _all.TryAdd(toolset, within);
    }

    private IEnumerable<Toolset> WithInner(Toolset toolset) =>
        _all.TryGetValue(toolset, out var within) ? within.SelectMany(WithInner).Prepend(toolset) : [toolset];

    private bool IsReady(Toolset toolset)
    {
        lock (_gate)
        {
            if (_ready.ContainsKey(toolset))
                return true;
        }
        return _around?.IsReady(toolset) == true;
    }

    // One that is not here is ready around this group.
    private IReadOnlyList<Tool> ToolsOf(Toolset toolset)
    {
        lock (_gate)
        {
            if (_ready.TryGetValue(toolset, out var ready))
                return ready.Tools ?? [];
        }
        return _all.ContainsKey(toolset) ? [] : _around?.ToolsOf(toolset) ?? [];
    }

    // Set up, so it is ready and will be closed, also when it cannot say what its tools are.
    private Exception? Offer(Toolset toolset)
    {
        var ready = new ReadyToolset(toolset, () => Changed?.Invoke(), _logger);
        lock (_gate)
            _ready[toolset] = ready;
        return ready.Read() is { } problem && ready.Tools is null ? problem : null;
    }

    [LoggerMessage(30, LogLevel.Warning, "Toolset {Toolset} failed to set up; the agent goes on without its tools")]
    private static partial void LogUnavailable(ILogger logger, string toolset, Exception exception);

    [LoggerMessage(31, LogLevel.Error, "Toolset {Toolset} failed to close")]
    private static partial void LogCloseFailed(ILogger logger, string toolset, Exception exception);
}
