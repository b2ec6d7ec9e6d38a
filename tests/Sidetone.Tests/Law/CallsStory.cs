using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Law;

/// <summary>Calls without an agent, made up from a seed: a provider that repeats itself, interruptions, tools that come and go, toolsets that
/// fail or hang, a log that may be slow, fail or hang, and an end at any point.</summary>
internal sealed class CallsStory : Story
{
    private static readonly string[] s_tools = ["reads", "writes", "protects", "repeats", "reverses", "replaces", "confirms", "quiet", "later", "secret", "endless", "unknown", "extra"];

    private readonly Schedule _schedule = Schedule.Current!;
    private readonly VirtualTime _time = new();
    private readonly SessionLimits _limits;
    private readonly ToolExecutor _executor;
    private readonly List<(string? Id, Task<ToolResult> Result)> _calls = [];

    public CallsStory(int seed)
        : base(seed)
    {
        Log = new(this, Next(3) == 0, Next(5) == 0 ? Next(40) + 1 : int.MaxValue, hangs: Next(2) == 0);
        _limits = new() { MaxParallelCalls = Next(4) + 1, MaxOpenCalls = Next(3) == 0 ? 5 : 256 };
        _executor = new(NewTools(), null, new()
        {
            Log = Log,
            Time = _time,
            Limits = _limits,
            Scheduler = _schedule.Scheduler,
            Filters = Next(3) == 0 ? [new StoryFilter(this)] : [],
        });
    }

    public async Task TellAsync()
    {
        for (var i = Next(20) + 2; i > 0; i--)
        {
            await ActAsync(i);
            await PauseAsync();
        }
        if (Next(2) == 0)
            await AdvanceAsync(TimeSpan.FromMinutes(Next(4)));
        var closingAt = _time.Elapsed;
        await PassAsync(_executor.DisposeAsync().AsTask());
        var took = _time.Elapsed - closingAt;
        await AdvanceAsync(_limits.FinishTimeout);    // who still set up closes what it has, in as much time
        DemandThatNobodyWaits();
        await OpenAllAsync();
        await _schedule.RestAsync();
        var check = new CallCheck(this);
        check.CheckCalls(took, (2 * _limits.FinishTimeout) + (2 * _limits.GracePeriod) + TimeSpan.FromSeconds(1));
        foreach (var (id, result) in _calls)
            CheckResult(check, id, await result);
    }

    private async Task ActAsync(int i)
    {
        switch (Next(14))
        {
            case 0: await AdvanceAsync(TimeSpan.FromSeconds(Next(39) + 1)); break;
            case 1 when Next(2) == 0: _executor.BeginTurn(); break;
            case 1: _executor.Interrupt(); break;
            case 2 or 3: Open(); break;
            case 4: _executor.UpdateTools([.. NewTools(), .. Next(2) == 0 ? [TestTool.Returns("extra", "more")] : Array.Empty<Tool>()]); break;
            case 5: Watch(SetupAsync()); break;
            case 6: Watch(CancelledAsync()); break;
            case 7 when Next(5) == 0: Watch(_executor.DisposeAsync().AsTask()); break;
            case 8: _time.GoTo(_time.GetUtcNow() + TimeSpan.FromMilliseconds(200)); break;
            default: Call($"p{Next(3 * i)}", $"r{i / 3}"); break;
        }
    }

    private void Call(string id, string response)
    {
        var request = new ToolRequest(s_tools[Next(s_tools.Length)], System.Text.Encoding.UTF8.GetBytes($$"""{"value":"{{Secret}}{{Next(3)}}"}"""))
        {
            Id = Next(4) == 0 ? null : id,
            ResponseId = Next(4) == 0 ? null : response,
        };
        var result = ResultAsync(_executor.CallAsync(request));
        _calls.Add((request.Id, result));
        Watch(result);
    }

    private static async Task<ToolResult> ResultAsync(ValueTask<ToolResult> call) => await call;

    private async Task SetupAsync()
    {
        var toolset = new StoryToolset(this) { IsRequired = Next(2) == 0 };
        Toolsets.Add(toolset);
        await _executor.SetupAsync([toolset]);
    }

    private async Task CancelledAsync()
    {
        using var source = new CancellationTokenSource();
        var call = ResultAsync(_executor.CallAsync("writes", "{}", source.Token));
        await PauseAsync();
        Cancel(source);
        await call;
    }

    private void CheckResult(CallCheck check, string? id, ToolResult result)
    {
        var isRepeat = result.Reason == "repeated";
        check.Demand(!isRepeat || _calls.Count(call => call.Id == id) > 1, $"{id} came once, and was refused as a repeat.");
        check.Demand(isRepeat || id is null || _calls.Count(call => call.Id == id && call.Result.Result is { Reason: not ("repeated" or "closing" or "log") }) <= 1, $"{id} was accepted twice.");
        if (!Log.HasFailed && id is not null && !isRepeat && Log.Events.OfType<ToolCallRequested>().FirstOrDefault(request => request.ProviderId == id) is { } accepted)
        {
            var end = Log.Events.OfType<ToolCallEnded>().First(ended => ended.Call == accepted.Call);
            check.Demand((end.Outcome, end.Output.ToString()) == (result.Outcome, result.Output), $"{id} was told {result.Outcome} ({result.Output}), and recorded as {end}.");
        }
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        await _schedule.RestAsync();
        var until = _time.GetUtcNow() + by;
        while (_time.TryGoToNext(until) is { } fire)
        {
            _schedule.Add(fire);
            await _schedule.RestAsync();
        }
        _time.GoTo(until);
        await _schedule.RestAsync();
    }

    private async Task PassAsync(Task closing)
    {
        await _schedule.RestAsync();
        var until = _time.GetUtcNow() + TimeSpan.FromMinutes(5);
        while (!closing.IsCompleted && _time.TryGoToNext(until) is { } fire)
        {
            _schedule.Add(fire);
            await _schedule.RestAsync();
        }
        await closing;
    }
}
