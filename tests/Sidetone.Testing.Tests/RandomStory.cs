using System.Text;
using Sidetone.Conversations;

namespace Sidetone.Testing.Tests;

/// <summary>A conversation made up from a seed: tools of every kind, a model that calls them at random, a caller who talks over everything.</summary>
internal sealed class RandomStory(int seed)
{
    private static readonly string[] s_tools = RandomTools.Names.Split(' ');

    private readonly Random _random = new(seed);
    private readonly List<Gate> _gates = [];
    private SessionTest? _test;

    /// <summary>The keys of all undos that ran.</summary>
    public List<string> TakenBack { get; } = [];

    public async Task TellAsync()
    {
        var model = Script();
        var runs = new List<Task<RunResult>>();
        var limits = new SessionLimits { MaxToolSteps = 3, MaxParallelCalls = _random.Next(1, 5) };
        var test = _test = await SessionTest.StartAsync(NewAgent("first", 2), model, options: o => o with { Limits = limits, Filters = _random.Next(3) == 0 ? [new Slow(this)] : [], Log = _random.Next(3) == 0 ? new SlowLog(this) : null });
        for (var i = _random.Next(2, 9); i > 0; i--)
        {
            switch (_random.Next(10))
            {
                case 0: await test.AdvanceAsync(TimeSpan.FromSeconds(_random.Next(1, 40))); break;
                case 1: await test.Session.InterruptAsync(); break;
                case 2: runs.Add(test.Session.GenerateReplyAsync()); break;
                case 3: Open(); break;
                case 4: await CancelledAsync(test); break;
                case 5: test.Session.UpdateInstructions($"Be {i}."); break;
                case 6 when test.Expect.Happened is { Count: > 0 } happened && happened[_random.Next(happened.Count)] is { Call: { } call }:
                    _ = test.Session.UndoAsync(call);
                    break;
                default: runs.Add(test.Session.RunAsync($"Words {i}.")); break;
            }
            await PauseAsync();
        }
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
        if (_random.Next(4) > 0)
            await test.SettleAsync();
        var isQuiet = IsQuiet(test.Events);
        await test.DisposeAsync();
        await Task.WhenAll(runs);
        Check(test, isQuiet);
    }

    /// <summary>All that happened, for whoever looks for the reason of a failure.</summary>
    public override string ToString() => string.Join('\n', (_test?.Events ?? []).Select(happened => Encoding.UTF8.GetString(EventJson.Write(happened))));

    private void Check(SessionTest test, bool isQuiet)
    {
        var events = test.Events;
        Assert.Contains(events, happened => happened is SessionClosed);
        var requests = events.OfType<ToolCallRequested>().ToList();
        Assert.Equal(requests.Select(request => request.Call).Order(Comparer<CallId>.Create((a, b) => a.Number - b.Number)), requests.Select(request => request.Call));
        foreach (var request in requests)
        {
            var ends = events.OfType<ToolCallEnded>().Where(ended => ended.Call == request.Call).ToList();
            Assert.True(ends.Count == 1, $"{request.Call} has {ends.Count} outcomes.\n{test.Expect}");
            Assert.True(ends[0].Seq > request.Seq);
            Assert.True(events.OfType<ToolCallLateResult>().Count(late => late.Call == request.Call) <= 1);
            if (request.Undoes is not null)
                continue;
            var calls = test.Session.History.OfType<CallItem>().Count(item => item.Call == request.Call);
            var outputs = test.Session.History.OfType<OutputItem>().Count(item => item.Call == request.Call);
            Assert.True(calls == 1 && outputs == 1, $"{request.Call} stands {calls} times in the history, and its output {outputs} times.\n{test.Expect}");
            var hasPlaceholder = test.Model.Requests.Any(model => model.OutputOf(request.Call.ToString())?.StartsWith("This is still running", StringComparison.Ordinal) == true);
            var isTold = test.Model.Requests.Any(model => model.OutputOf(request.Call + "_result") is not null);
            // A result that came after its turn was told when everything had come to rest; one before that is told with the next turn.
            if (isQuiet && hasPlaceholder && IsLate(request, ends[0], events) && ends[0].Outcome == Outcome.Completed && !ends[0].Nothing && request.Tool != "quiet")
                Assert.True(isTold, $"{request.Call} was sent while it ran, and its result never after.\n{test.Expect}");
        }
        Assert.True(TakenBack.Distinct().Count() == TakenBack.Count, $"Taken back twice: {string.Join(", ", TakenBack)}\n{test.Expect}");
        var turns = events.OfType<TurnStarted>().Select(turn => turn.Turn).ToList();
        var ended = events.OfType<TurnEnded>().Select(turn => turn.Turn).ToList();
        Assert.True(turns.Order().SequenceEqual(ended.Order()), $"Turns {string.Join(',', turns)} began, {string.Join(',', ended)} ended.\n{test.Expect}");
        if (Replay.Run(events).Divergence is { } divergence)
            Assert.Fail($"{divergence}\n{test.Expect}");
    }

    private static bool IsLate(ToolCallRequested request, ToolCallEnded end, IReadOnlyList<ConversationEvent> events)
    {
        var turn = events.OfType<ModelRequested>().First(asked => asked.Step == request.Step).Turn;
        return events.OfType<TurnEnded>().Any(ended => ended.Turn == turn && ended.Seq < end.Seq);
    }

    private static bool IsQuiet(IReadOnlyList<ConversationEvent> events) =>
        events.OfType<ToolCallRequested>().All(request => events.OfType<ToolCallEnded>().Any(ended => ended.Call == request.Call))
        && events.OfType<HandedOff>().Count() < events.OfType<AgentEntered>().Count()
        && events.OfType<TurnStarted>().All(turn => events.OfType<TurnEnded>().Any(ended => ended.Turn == turn.Turn));

    private async Task CancelledAsync(SessionTest test)
    {
        using var source = new CancellationTokenSource();
        var run = test.Session.RunAsync("Words that are taken back.", source.Token);
        await PauseAsync();
        Cancel(source);
        try
        {
            await run;
        }
        catch (OperationCanceledException)
        {
        }
    }

    // On this thread: CancelAsync would leave it.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private async Task PauseAsync()
    {
        for (var i = _random.Next(25); i > 0; i--)
            await Task.Yield();
    }

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
                model.AndCalls(s_tools[_random.Next(s_tools.Length)], new { value = _random.Next(3) == 0 ? "same" : $"v{i}" });
            if (_random.Next(6) == 0)
                model.AndSays("and so on.");
        }
        return model.Otherwise().Says("No more.");
    }

    public Agent NewAgent(string id, int more) => new($"You are {id}.") { Id = id, Tools = RandomTools.From(new RandomTools(this, id, more)) };

    public async Task<string?> WorkAsync(RunContext run)
    {
        var heeds = _random.Next(2) == 0;
        var token = heeds ? run.CancellationToken : default;
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
                var gate = new Gate();
                _gates.Add(gate);
                await gate.PassAsync(token);
                break;
        }
        return _random.Next(8) switch
        {
            0 => throw new ToolException("No."),
            1 => throw new InvalidOperationException("broken"),
            2 => null,
            _ => $"result of {run.CallId}",
        };
    }

    private sealed class SlowLog(RandomStory story) : IConversationLog
    {
        private readonly MemoryLog _log = new();

        public async ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
        {
            ConversationEvent[] taken = [.. events];
            await story.PauseAsync();
            await _log.AppendAsync(taken, cancellationToken);
        }

        public IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, CancellationToken cancellationToken = default) => _log.ReadAsync(after, follow, cancellationToken);
    }

    private sealed class Slow(RandomStory story) : ToolFilter
    {
        public override async ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
        {
            await story.PauseAsync();
            return story._random.Next(10) == 0 ? ToolResult.Denied("Not now.", "filter") : await next();
        }
    }
}
