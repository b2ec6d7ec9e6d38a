using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Law;

/// <summary>A conversation made up from a seed: tools of every kind, agents that hand over, a log that may fail, a model that calls at
/// random, a caller who talks over everything, and an end at any point.</summary>
internal sealed class RandomStory(int seed)
{
    public const string Secret = "s3cret";

    private static readonly string[] s_tools =
    [
        "reads", "writes", "protects", "repeats", "reverses", "replaces", "hands_over", "confirms", "quiet", "later", "secret", "unknown",
    ];

    private readonly Random _random = new(seed);
    private readonly List<Gate> _gates = [];
    private readonly List<Task> _waits = [];
    private readonly List<StoryToolset> _toolsets = [];

    /// <summary>How often each call's handler was run.</summary>
    public Dictionary<CallId, int> Runs { get; } = [];

    /// <summary>Calls whose handler ran before their start was durable.</summary>
    public List<CallId> Hasty { get; } = [];

    public StoryLog Log { get; private set; } = null!;

    public IReadOnlyList<StoryToolset> Toolsets => _toolsets;

    public async Task TellAsync()
    {
        Log = new(this, _random.Next(3) == 0, _random.Next(6) == 0 ? _random.Next(3, 60) : int.MaxValue);
        var model = Script();
        var limits = new SessionLimits { MaxToolSteps = 3, MaxParallelCalls = _random.Next(1, 5) };
        SessionTest test;
        try
        {
            test = await SessionTest.StartAsync(
                Agent("first", 2, hasToolset: false), model, options: o => o with { Log = Log, Limits = limits, Filters = _random.Next(3) == 0 ? [new StoryFilter(this)] : [] });
        }
        catch (IOException)
        {
            return;     // the log failed before it began
        }
        Watch(ReadAsync(test.Session));
        for (var i = _random.Next(2, 10); i > 0; i--)
        {
            await ActAsync(test, i);
            await PauseAsync();
        }
        var isQuiet = await CalmAsync(test);
        var closingAt = test.Time.Elapsed;
        await test.DisposeAsync();
        var took = test.Time.Elapsed - closingAt;
        await test.SettleAsync();
        Assert.All(_waits, wait => Assert.True(wait.IsCompleted, "Somebody waits in vain."));
        while (_gates.Exists(gate => !gate.IsOpen))
        {
            Open();
            await PauseAsync();
        }
        await test.SettleAsync();
        new StoryCheck(this, test, took).Check(isQuiet);
    }

    public int Next(int below) => _random.Next(below);

    public async Task PauseAsync()
    {
        for (var i = _random.Next(25); i > 0; i--)
            await Task.Yield();
    }

    public Task GateAsync(CancellationToken token)
    {
        var gate = new Gate();
        _gates.Add(gate);
        return gate.PassAsync(token);
    }

    /// <summary>Waits for a turn at the end, whatever comes of it.</summary>
    /// <param name="turn">The turn, or what else comes to an end with the session.</param>
    public void Watch(Task turn) => _waits.Add(WatchAsync(turn));

    private static async Task ReadAsync(AgentSession session)
    {
        var last = 0L;
        await foreach (var happened in session.Events())
            Assert.Equal(++last, happened.Seq);
    }

    private static async Task WatchAsync(Task turn)
    {
        try
        {
            await turn;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException or TimeoutException)
        {
        }
    }

    private async Task ReplyAsync(AgentSession session)
    {
        var tool = s_tools[_random.Next(s_tools.Length)];
        ChatToolMode?[] choices = [null, ChatToolMode.None, ChatToolMode.RequireAny, ChatToolMode.RequireSpecific(tool)];
        try
        {
            await session.GenerateReplyAsync(new() { ToolChoice = choices[_random.Next(choices.Length)], Tools = _random.Next(4) == 0 ? [tool] : null });
        }
        catch (ArgumentException)
        {
            // this agent does not have it
        }
    }

    private async Task ActAsync(SessionTest test, int i)
    {
        switch (_random.Next(12))
        {
            case 0: await test.AdvanceAsync(TimeSpan.FromSeconds(_random.Next(1, 40))); break;
            case 1: Watch(test.Session.InterruptAsync()); break;
            case 2: Watch(ReplyAsync(test.Session)); break;
            case 3: Open(); break;
            case 4: await CancelledAsync(test); break;
            case 5: test.Session.UpdateInstructions($"Be {i}."); break;
            case 6 when test.Events.OfType<ToolCallRequested>().LastOrDefault() is { } last:
                Watch(test.Session.UndoAsync(new(_random.Next(last.Call.Number) + 1)));
                break;
            case 7 when _random.Next(6) == 0: Watch(test.Session.DisposeAsync().AsTask()); break;
            default: Watch(test.Session.RunAsync($"Words {i}.")); break;
        }
    }

    private async Task<bool> CalmAsync(SessionTest test)
    {
        if (_random.Next(2) == 0)
        {
            while (_gates.Exists(gate => !gate.IsOpen))
            {
                Open();
                await test.AdvanceAsync(TimeSpan.FromSeconds(1));
            }
        }
        else if (_random.Next(2) == 0)
        {
            await test.AdvanceAsync(TimeSpan.FromMinutes(10));
        }
        var events = test.Events;
        return !events.Any(happened => happened is CloseRequested)
            && events.Count(happened => happened is HandedOff) < events.Count(happened => happened is AgentEntered)
            && events.OfType<ToolCallRequested>().All(request => events.OfType<ToolCallEnded>().Any(ended => ended.Call == request.Call))
            && events.OfType<TurnStarted>().All(turn => events.OfType<TurnEnded>().Any(ended => ended.Turn == turn.Turn));
    }

    private async Task CancelledAsync(SessionTest test)
    {
        using var source = new CancellationTokenSource();
        var run = test.Session.RunAsync("Words that are taken back.", source.Token);
        await PauseAsync();
        Cancel(source);
        await WatchAsync(run);
    }

    // On this thread: CancelAsync would leave it.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private void Open()
    {
        if (_gates.FindAll(gate => !gate.IsOpen) is { Count: > 0 } closed)
            closed[_random.Next(closed.Count)].Open();
    }

    private ScriptedModel Script()
    {
        var model = new ScriptedModel();
        for (var i = 0; i < 40; i++)
        {
            model.Says("Well, ");
            for (var calls = _random.Next(3) == 0 ? 0 : _random.Next(1, 4); calls > 0; calls--)
                model.AndCalls(s_tools[_random.Next(s_tools.Length)], new { value = _random.Next(3) == 0 ? Secret : Secret + i });
            if (_random.Next(6) == 0)
                model.AndSays("and so on.");
            if (_random.Next(20) == 0)
                model.AndFails(new InvalidOperationException("The model broke."));
        }
        return model.Otherwise().Says("No more.");
    }

    private StoryAgent Agent(string id, int more, bool hasToolset)
    {
        var toolset = new StoryToolset(this) { IsRequired = _random.Next(2) == 0 };
        if (hasToolset)
            _toolsets.Add(toolset);
        return new(id, this, isFirst: !id.Contains('_'))
        {
            Id = id,
            Toolsets = hasToolset ? [toolset] : [],
            Tools =
            [
                Tool("reads", new() { Effect = Effect.ReadOnly, MaxAttempts = 2 }),
                Tool("writes", new()),
                Tool("protects", new() { Interruption = OnInterruption.Protect, MaxConcurrency = 1 }),
                Tool("repeats", new() { Effect = Effect.Idempotent, MaxAttempts = 2, Delivery = ResultDelivery.Interrupt }),
                Tool("reverses", new() { Effect = Effect.Reversible, Interruption = OnInterruption.Cancel }),
                Tool("replaces", new() { Effect = Effect.Idempotent, Interruption = OnInterruption.Cancel, Duplicates = OnDuplicate.Replace, DuplicateScope = DuplicateScope.Name }),
                Tool("confirms", new() { Duplicates = OnDuplicate.Confirm }),
                Tool("quiet", new() { Delivery = ResultDelivery.Silent }),
                Tool("later", new() { Delivery = ResultDelivery.NextTurn, Effect = Effect.ReadOnly, Duplicates = OnDuplicate.Join }),
                new TestTool("secret", (_, run) => WorkAsync(run), new(), sensitive: ["value"]),
                new TestTool("hands_over", async (_, run) =>
                {
                    await WorkAsync(run);
                    return more == 0 ? ToolResult.Text("nobody there") : ToolResult.HandTo(Agent($"{id}_{more}", more - 1, _random.Next(3) == 0));
                }),
            ],
        };
    }

    private TestTool Tool(string name, ToolPolicy policy) =>
        new(name, (_, run) => WorkAsync(run), policy, policy.Effect == Effect.Reversible ? run => WorkAsync(run) : null);

    private async ValueTask<ToolResult> WorkAsync(RunContext run)
    {
        var call = run.CallId;
        Runs[call] = Runs.GetValueOrDefault(call) + 1;
        if (run.Tool.Policy.Effect != Effect.ReadOnly && !Log.Events.OfType<ToolCallStarted>().Any(started => started.Call == call && started.Attempt == run.Attempt))
            Hasty.Add(call);
        var token = _random.Next(2) == 0 ? run.CancellationToken : default;
        switch (_random.Next(7))
        {
            case 0:
                break;
            case 1:
                await Task.Yield();
                break;
            case 2:
                await Task.Delay(TimeSpan.FromSeconds(_random.Next(1, 60)), run.Time, token);
                break;
            case 3 when run.Session is { } session && _random.Next(2) == 0:
                await session.GenerateReplyAsync(new() { Instructions = "Say that it takes a while." }, token);
                break;
            default:
                await GateAsync(token);
                break;
        }
        return _random.Next(8) switch
        {
            0 => throw new ToolException("No."),
            1 => throw new InvalidOperationException("broken"),
            2 => ToolResult.Nothing,
            _ => ToolResult.Text($"result of {run.CallId}"),
        };
    }
}
