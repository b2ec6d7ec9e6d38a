using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Law;

/// <summary>A conversation made up from a seed: tools of every kind, agents that hand over, a log that may fail, a model that calls at
/// random, a caller who talks over everything, and an end at any point.</summary>
internal sealed class RandomStory : Story
{
    private static readonly string[] s_tools =
    [
        "reads", "writes", "protects", "repeats", "reverses", "replaces", "hands_over", "confirms", "quiet", "later", "secret", "endless", "unknown",
    ];

    public RandomStory(int seed)
        : base(seed) => Log = new(this, Next(3) == 0, Next(6) == 0 ? Next(57) + 3 : int.MaxValue);

    /// <summary>Agents may be shown only some of what was before.</summary>
    public bool Forgets { get; private set; }

    public async Task TellAsync()
    {
        Forgets = Next(4) == 0;
        var model = Script();
        var limits = new SessionLimits { MaxToolSteps = 3, MaxParallelCalls = Next(4) + 1 };
        SessionTest test;
        try
        {
            test = await SessionTest.StartAsync(
                Agent("first", 2, hasToolset: false), model, options: o => o with { Log = Log, History = Next(3) == 0 ? Added(0) : [], Limits = limits, Filters = Next(3) == 0 ? [new StoryFilter(this)] : [] });
        }
        catch (IOException)
        {
            return;     // the log failed before it began
        }
        Watch(ReadAsync(test.Session));
        for (var i = Next(8) + 2; i > 0; i--)
        {
            await ActAsync(test, i);
            await PauseAsync();
        }
        var isQuiet = await CalmAsync(test);
        var closingAt = test.Time.Elapsed;
        await test.DisposeAsync();
        var took = test.Time.Elapsed - closingAt;
        await test.SettleAsync();
        DemandThatNobodyWaits();
        await OpenAllAsync();
        await test.SettleAsync();
        new StoryCheck(this, test).Check(took, isQuiet);
    }

    private static async Task ReadAsync(AgentSession session)
    {
        var last = 0L;
        await foreach (var happened in session.Events())
            Assert.Equal(++last, happened.Seq);
    }

    private async Task ReplyAsync(AgentSession session)
    {
        var tool = s_tools[Next(s_tools.Length)];
        ChatToolMode?[] choices = [null, ChatToolMode.None, ChatToolMode.RequireAny, ChatToolMode.RequireSpecific(tool)];
        try
        {
            await session.GenerateReplyAsync(new() { ToolChoice = choices[Next(choices.Length)], Tools = Next(4) == 0 ? [tool] : null });
        }
        catch (ArgumentException)
        {
            // this agent does not have it
        }
    }

    private async Task ActAsync(SessionTest test, int i)
    {
        switch (Next(14))
        {
            case 0: await test.AdvanceAsync(TimeSpan.FromSeconds(Next(39) + 1)); break;
            case 1: Watch(test.Session.InterruptAsync()); break;
            case 2: Watch(ReplyAsync(test.Session)); break;
            case 3: Open(); break;
            case 4: await CancelledAsync(test); break;
            case 5: test.Session.UpdateInstructions($"Be {i}."); break;
            case 6 when test.Events.OfType<ToolCallRequested>().LastOrDefault() is { } last:
                Watch(test.Session.UndoAsync(new(Next(last.Call.Number) + 1)));
                break;
            case 7: test.Session.AddToHistory(Added(i)); break;
            case 8: test.Session.UpdateAgent(Agent($"sent_{i}", 1, Next(3) == 0)); break;
            case 9 when Next(6) == 0: Watch(test.Session.DisposeAsync().AsTask()); break;
            default: Watch(test.Session.RunAsync($"Words {i}.")); break;
        }
    }

    private async Task<bool> CalmAsync(SessionTest test)
    {
        if (Next(2) == 0)
        {
            while (IsAnyGateClosed)
            {
                Open();
                await test.AdvanceAsync(TimeSpan.FromSeconds(1));
            }
        }
        else if (Next(2) == 0)
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

    private ChatMessage[] Added(int i) =>
    [
        new(ChatRole.System, $"It is {i}."),
        new(ChatRole.Assistant, [new FunctionCallContent("c1", "reads"), new FunctionCallContent("x", "writes")]),
        .. Next(2) == 0 ? [new(ChatRole.Tool, [new FunctionResultContent("x", i)])] : Array.Empty<ChatMessage>(),
    ];

    private ScriptedModel Script()
    {
        var model = new ScriptedModel();
        for (var i = 0; i < 40; i++)
        {
            model.Says("Well, ");
            for (var calls = Next(3) == 0 ? 0 : Next(3) + 1; calls > 0; calls--)
                model.AndCalls(s_tools[Next(s_tools.Length)], new { value = Next(3) == 0 ? Secret : Secret + i });
            if (Next(6) == 0)
                model.AndSays("and so on.");
            if (Next(20) == 0)
                model.AndFails(new InvalidOperationException("The model broke."));
        }
        return model.Otherwise().Says("No more.");
    }

    private StoryAgent Agent(string id, int more, bool hasToolset)
    {
        var toolset = new StoryToolset(this) { IsRequired = Next(2) == 0 };
        if (hasToolset)
            Toolsets.Add(toolset);
        return new(id, this, isFirst: !id.Contains('_'))
        {
            Id = id,
            HistoryOnEnter = Forgets ? (HistoryOnEnter)Next(3) : HistoryOnEnter.Whole,
            Toolsets = hasToolset ? [toolset] : [],
            Tools =
            [
                .. NewTools(),
                new TestTool("hands_over", async (_, run) =>
                {
                    await WorkAsync(run);
                    return more == 0 ? ToolResult.Text("nobody there") : ToolResult.HandTo(Agent($"{id}_{more}", more - 1, Next(3) == 0));
                }),
            ],
        };
    }
}
