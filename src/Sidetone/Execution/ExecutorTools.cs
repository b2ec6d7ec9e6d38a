using Microsoft.Extensions.Logging;
using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>The tools of an executor: its own, and those of the toolsets that it sets up and closes.</summary>
internal sealed partial class ExecutorTools
{
    private readonly Lock _changing = new();
    private readonly CancellationTokenSource _over = new();     // fires when the executor closes
    private readonly HashSet<Task> _settingUp = [];
    private readonly ToolExecutorOptions _options;
    private readonly ILogger _logger;
    private readonly Func<EventLoop> _loop;
    private Dictionary<string, Tool> _own;
    private IReadOnlyList<ToolsetGroup> _toolsets = [];
    private volatile Dictionary<string, Tool> _all;             // replaced, never changed
    private bool _isClosing;

    /// <param name="own">The executor's own tools.</param>
    /// <param name="options">Bounds, time.</param>
    /// <param name="logger">Takes failures.</param>
    /// <param name="loop">Records that there are other tools. Under a lock they only get their place: the log is code of a user.</param>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public ExecutorTools(IEnumerable<Tool> own, ToolExecutorOptions options, ILogger logger, Func<EventLoop> loop)
    {
        (_options, _logger, _loop) = (options, logger, loop);
        _all = _own = ToolCatalog.ByName(own);
    }

    /// <summary>All that there are now, by name.</summary>
    public Dictionary<string, Tool> All => _all;

    /// <summary>Replaces the executor's own.</summary>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public void Update(IEnumerable<Tool> own)
    {
        lock (_changing)
            Install(ToolCatalog.ByName(own), _toolsets);
        _loop().Run();
    }

    /// <summary>Sets up toolsets, all or none.</summary>
    public async Task SetupAsync(IReadOnlyList<Toolset> toolsets, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ToolsetGroup? around;
        lock (_changing)
        {
            ThrowIfClosing();
            _settingUp.Add(over.Task);
            around = _toolsets is [.., var last] ? last : null;
        }
        try
        {
            if (toolsets.Count > 0)
                await SetupAsync(new ToolsetGroup(toolsets, _logger, around), cancellationToken);
        }
        finally
        {
            lock (_changing)
                _settingUp.Remove(over.Task);
            over.SetResult();
        }
    }

    /// <summary>Nothing is set up any more; what is being set up is told to make haste.</summary>
    public void BeginClosing()
    {
        lock (_changing)
            _isClosing = true;
        _options.Scheduler.Start(new Work(_over.Cancel));
    }

    /// <summary>Closes all toolsets. Whatever hangs, it returns in its time.</summary>
    public async Task CloseAsync()
    {
        IReadOnlyList<ToolsetGroup> toolsets;
        Task[] settingUp;
        lock (_changing)
            (toolsets, settingUp) = (_toolsets, [.. _settingUp]);
        if (toolsets.Count == 0 && settingUp.Length == 0)
            return;
        await Task.WhenAll(CloseAsync(toolsets), SettleAsync(settingUp));
    }

    private async Task SetupAsync(ToolsetGroup group, CancellationToken cancellationToken)
    {
        try
        {
            await group.SetupAsync((work, sooner) => InTimeAsync(work, sooner, cancellationToken));
            group.Changed = Refresh;
            lock (_changing)
            {
                ThrowIfClosing();
                Install(_own, [.. _toolsets, group]);
            }
            _loop().Run();
        }
        catch
        {
            await CloseAsync([group]);
            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfClosing();
            throw;
        }
    }

    // What was being set up has been told, and closes itself.
    private async Task SettleAsync(Task[] settingUp)
    {
        using var timeout = new CancellationTokenSource(_options.Limits.FinishTimeout, _options.Time);
        try
        {
            foreach (var settling in settingUp)
                await settling.OrCancelledAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            // It hangs: this returns in its time all the same.
        }
    }

    private async Task CloseAsync(IReadOnlyList<ToolsetGroup> toolsets)
    {
        using var limit = new TimeLimit(_options.Limits.FinishTimeout, _options.Time, _options.Scheduler, _logger);
        List<(IReadOnlyList<Toolset>, Task)> closings = [];
        await Task.WhenAll(toolsets.Reverse().Select(group => group.CloseAsync(limit, closings)));      // a later one may be around an earlier one
    }

    private void ThrowIfClosing()
    {
        if (_isClosing)
            throw new InvalidOperationException("The executor is closed, or closing.");
    }

    private async Task InTimeAsync(Func<TimeLimit, Task> work, CancellationToken sooner, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(_options.SetupTimeout, _options.Time, _options.Scheduler, _logger, _over.Token, sooner, cancellationToken);
        await work(limit);
    }

    private void Refresh()
    {
        try
        {
            lock (_changing)
                Install(_own, _toolsets);
            _loop().Run();
        }
        catch (ArgumentException exception)
        {
            LogClash(exception);
        }
    }

    private void Install(Dictionary<string, Tool> own, IReadOnlyList<ToolsetGroup> toolsets)
    {
        var before = _all;
        var after = ToolCatalog.ByName(own.Values.Concat(toolsets.SelectMany(group => group.Tools)));
        var unavailable = toolsets.SelectMany(group => group.Unavailable).ToArray();
        (_own, _toolsets, _all) = (own, toolsets, after);
        if (unavailable.Length == 0 && after.Count == before.Count && after.All(named => before.GetValueOrDefault(named.Key) == named.Value))
            return;     // nothing has changed
        _loop().Enqueue(new AgentConfigured
        {
            Agent = "",
            Tools = ToolCatalog.Describe(after.Values),
            Added = [.. after.Keys.Where(name => !before.ContainsKey(name))],
            Removed = [.. before.Keys.Where(name => !after.ContainsKey(name))],
            Unavailable = unavailable.Length > 0 ? unavailable : null,
        });
    }

    [LoggerMessage(40, LogLevel.Error, "The changed tools of a toolset are not used")]
    private partial void LogClash(Exception exception);
}
