using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Conversations;

/// <summary>A log in memory is bounded; full, it ends the conversation and says so.</summary>
public sealed class MemoryLogTests
{
    [Fact]
    public async Task Full_of_events_it_takes_no_more()
    {
        var log = new MemoryLog(maxEvents: 2);
        await log.AppendAsync([new AgentEntered { Agent = "a" }], TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            log.AppendAsync([new AgentEntered { Agent = "b" }, new AgentEntered { Agent = "c" }], TestContext.Current.CancellationToken).AsTask());
        Assert.Equal("The conversation's log is full: 2 events. Start a new conversation, or give the session a log with more room.", exception.Message);
        await log.AppendAsync([new AgentEntered { Agent = "d" }], TestContext.Current.CancellationToken);
        Assert.Equal(["a", "d"], log.Events.Cast<AgentEntered>().Select(entered => entered.Agent));
    }

    public static TheoryData<ConversationEvent> Heavy { get; } =
    [
        new ToolCallRequested { Call = new(1), Tool = "t", Arguments = new(new byte[1000]) },
        new ToolCallEnded { Call = new(1), Outcome = Outcome.Completed, Output = new(new byte[1000], IsText: true) },
        new ToolCallEnded { Call = new(1), Outcome = Outcome.Completed, Beside = new(null, Shown: [new UriContent("https://shop.example/a.png", "image/png"), new DataContent(new byte[1000], "image/png")]) },
        new ToolCallLateResult { Call = new(1), Outcome = Outcome.Completed, Output = new(new byte[1000], IsText: true) },
        new TurnStarted { Turn = 1, Kind = TurnKind.User, Text = new('x', 500) },
        new HistoryAdded { Items = [new() { Role = "user", Text = new('x', 250) }, new() { Tool = "t", Arguments = new(new byte[500]) }] },
        new AgentConfigured { Agent = "a", Instructions = new('x', 500) },
        new UnknownEvent { Name = "new", Data = new(new byte[1000]) },
    ];

    [Theory]
    [MemberData(nameof(Heavy), DisableDiscoveryEnumeration = true)]
    public async Task It_is_full_by_what_its_events_hold(ConversationEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        await new MemoryLog(maxBytes: 2000).AppendAsync([happened], TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new MemoryLog(maxBytes: 2000).AppendAsync([happened, happened], TestContext.Current.CancellationToken).AsTask());
        Assert.StartsWith("The conversation's log is full: 2000 bytes.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_shows_too_much_ends_the_conversation_in_words()
    {
        var camera = new TestTool("looks", (_, _) => new(ToolResult.Content([new DataContent(new byte[3 * 1024 * 1024], "image/png")])));
        var model = new ScriptedModel().Calls("looks").Says("A door.").Calls("looks").Says("A door.").Calls("looks").Says("A door.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [camera] }, model, options: o => o with { Log = new MemoryLog(maxBytes: 8 * 1024 * 1024) });
        await test.Session.RunAsync("Look.");
        await test.Session.RunAsync("And now?");
        var exception = await Assert.ThrowsAsync<IOException>(() => test.Session.RunAsync("And now?"));
        Assert.Contains("The conversation's log is full: 8388608 bytes.", exception.ToString(), StringComparison.Ordinal);
    }
}
