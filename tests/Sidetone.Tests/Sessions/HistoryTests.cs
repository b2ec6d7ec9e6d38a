using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class HistoryTests
{
    private static readonly ChatMessage[] s_before =
    [
        new(ChatRole.Assistant, "(cut off)"),
        new(ChatRole.Tool, [new FunctionResultContent("gone", "of a call that was cut off with what was before")]),
        new(ChatRole.User, "Where is A-7?"),
        new(ChatRole.Assistant, [new TextContent("I look."), Call("c1", "find_order"), Call("x", "find_parcel")]),
        new(ChatRole.Tool, [new FunctionResultContent("c1", new { state = "sent" })]),
        new(ChatRole.System, "The line went dead."),
    ];

    [Fact]
    public async Task What_was_before_the_session_is_shown_ahead_of_it_with_every_call_answered()
    {
        var model = new ScriptedModel().Calls("reads").Says("It is sent.");
        await using var test = await StartAsync(model);
        await test.Session.RunAsync("So?");
        Assert.Equal(
            """
            request 2, tools: reads (auto)
              instructions: desk
              assistant: (cut off)
              user: Where is A-7?
              assistant: I look.
              assistant: [e1: find_order {"sku":"A-7"}]
              tool: [e1: {"state":"sent"}]
              assistant: [e2: find_parcel {"sku":"A-7"}]
              tool: [e2: There is no record of how this ended.]
              user: (A note from the system, not from the caller: The line went dead.)
              user: So?
              assistant: [c1: reads {}]
              tool: [c1: read]
            """,
            model.Requests[1].ToString());
    }

    [Fact]
    public async Task What_was_before_is_in_the_history_and_in_the_log_and_replays_alike()
    {
        await using var test = await StartAsync(new ScriptedModel().Says("It is sent."));
        await test.Session.RunAsync("So?");
        var history = test.Session.History;
        Assert.Equal("Where is A-7?", Assert.IsType<MessageItem>(history[1]).Text);
        Assert.Equal(("find_order", "{\"state\":\"sent\"}"), Assert.IsType<EarlierCallItem>(history[3]) is var call ? (call.Tool, call.Output) : default);
        Assert.Equal("The line went dead.", Assert.IsType<NoteItem>(history[5]).Text);
        var replay = Replay.Run([.. test.Events.Select(happened => EventJson.Read(EventJson.Write(happened)))]);
        Assert.Null(replay.Divergence);
        Assert.Equal(history.Count, replay.History.Count);
    }

    [Fact]
    public async Task A_history_becomes_the_messages_that_another_session_begins_with()
    {
        var model = new ScriptedModel().Says("Well, ").AndCalls("reads").AndCalls("reads", new { n = 2 }).Says("Both.");
        await using var first = await StartAsync(model);
        await first.Session.RunAsync("So?");
        var again = new ScriptedModel().Says("As I said.");
        await using var second = await SessionTest.StartAsync(Desk(), again, options: o => o with { History = first.Session.History.ToChatMessages() });
        await second.Session.RunAsync("What?");
        Assert.Equal(
            """
              user: So?
              assistant: Well, 
              assistant: [e3: reads {}]
              tool: [e3: read]
              assistant: [e4: reads {"n":2}]
              tool: [e4: read]
              assistant: Both.
              user: What?
            """,
            again.Requests[0].ToString()[again.Requests[0].ToString().IndexOf("  user: So?", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task What_is_added_while_a_session_runs_is_in_the_next_request_and_never_in_one_that_was_sent()
    {
        var model = new ScriptedModel().Calls("slow").Says("Ok.").Says("Yes.");
        await using var test = await SessionTest.StartAsync(new Agent("desk") { Tools = [TestTool.Returns("slow", "")] }, model);
        var slow = test.Mock("slow");
        var turn = test.Session.RunAsync("Go.");
        await slow.Started;
        test.Session.AddToHistory(new ChatMessage(ChatRole.System, "The caller opened the page of A-7."));
        slow.Complete("done");
        await turn;
        test.Session.AddToHistory(new ChatMessage(ChatRole.User, "(typed) A-8"), new ChatMessage(ChatRole.Assistant, "(shown) A-8"));
        await test.Session.RunAsync("And?");
        Assert.Single(model.Requests[0].Messages);
        Assert.Equal("(A note from the system, not from the caller: The caller opened the page of A-7.)", model.Requests[1].Messages[^1].Text);
        Assert.Equal(["Ok.", "(typed) A-8", "(shown) A-8", "And?"], model.Requests[2].Messages.TakeLast(4).Select(message => message.Text));
    }

    [Fact]
    public async Task What_no_history_can_hold_is_refused_with_a_word_about_it()
    {
        AIContent picture = new DataContent(new byte[] { 1 }, "image/png");
        ChatMessage[] wrong = [new(ChatRole.User, "Look."), new(ChatRole.User, [picture])];
        Assert.Contains("Message 2 holds a DataContent", Assert.Throws<ArgumentException>(() => new AgentSession(new ScriptedModel(), Desk(), null, new() { History = wrong })).Message, StringComparison.Ordinal);
        Assert.Contains("role 'judge'", Assert.Throws<ArgumentException>(() => new AgentSession(new ScriptedModel(), Desk(), null, new() { History = [new(new("judge"), "No.")] })).Message, StringComparison.Ordinal);
        await using var session = new AgentSession(new ScriptedModel(), Desk());
        Assert.Contains("AgentSessionOptions.History", Assert.Throws<InvalidOperationException>(() => session.AddToHistory(wrong)).Message, StringComparison.Ordinal);
        await session.StartAsync(TestContext.Current.CancellationToken);
        Assert.Throws<ArgumentException>(() => session.AddToHistory(wrong));
        var circle = new List<object>();
        circle.Add(circle);
        Assert.Contains("Message 1 holds a result that is not JSON", Assert.Throws<ArgumentException>(() => session.AddToHistory(new ChatMessage(ChatRole.Assistant, [Call("a", "b"), new FunctionResultContent("a", circle)]))).Message, StringComparison.Ordinal);
        Assert.Contains("Message 1 calls b with something that is not JSON", Assert.Throws<ArgumentException>(() => session.AddToHistory(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("a", "b", new Dictionary<string, object?> { ["x"] = circle })]))).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(session.History, item => item is MessageItem);
    }

    [Theory]
    [InlineData(HistoryOnEnter.Whole, "Where is A-7?|I look.|[e1]|(e1)|[e2]|(e2)|note|One.|[c1]|(c1)|First.|Two.|Well, [c2]|(c2)")]
    [InlineData(HistoryOnEnter.Words, "Where is A-7?|I look.|One.|First.|Two.|Well, [c2]|(c2)")]
    [InlineData(HistoryOnEnter.Turn, "Two.|Well, [c2]|(c2)")]
    public async Task An_agent_that_takes_over_is_shown_what_it_wants_to_be_shown(HistoryOnEnter shown, string expected)
    {
        var model = new ScriptedModel().Calls("reads").Says("First.").Says("Well, ").AndCalls("on").Says("Sales.").Says("Yes.");
        var sales = new Agent("sales") { Id = "sales", HistoryOnEnter = shown };
        var desk = new Agent("desk") { Id = "desk", Tools = [TestTool.Returns("reads", "read"), new TestTool("on", (_, _) => new(ToolResult.HandTo(sales)))] };
        await using var test = await SessionTest.StartAsync(desk, model, options: o => o with { History = s_before[2..] });
        await test.Session.RunAsync("One.");
        await test.Session.RunAsync("Two.");
        Assert.Equal(expected, Brief(model.Requests[3]));
        await test.Session.RunAsync("Three.");
        Assert.Equal(expected + "|Sales.|Three.", Brief(model.Requests[4]));
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task What_was_not_told_yet_is_told_to_an_agent_that_begins_afresh()
    {
        var model = new ScriptedModel().Calls("slow").Says("Yes?").Says("Sales.");
        await using var test = await SessionTest.StartAsync(new Agent("desk") { Id = "desk", Tools = [TestTool.Returns("slow", "", new() { Delivery = ResultDelivery.NextTurn })] }, model);
        var slow = test.Mock("slow");
        var first = test.Session.RunAsync("One.");
        await slow.Started;
        await test.Session.RunAsync("Two.");
        await first;
        slow.Complete("late");
        test.Session.UpdateAgent(new("sales") { Id = "sales", HistoryOnEnter = HistoryOnEnter.Turn });
        await test.SettleAsync();
        await test.Session.RunAsync("Three.");
        Assert.Equal("[c1_result]|(c1_result)|Three.", Brief(model.Requests[^1]));
        Assert.Equal("late", model.Requests[^1].OutputOf("c1_result"));
    }

    private static Agent Desk() => new("desk") { Tools = [TestTool.Returns("reads", "read")] };

    private static Task<SessionTest> StartAsync(ScriptedModel model) => SessionTest.StartAsync(Desk(), model, options: o => o with { History = s_before });

    private static FunctionCallContent Call(string id, string tool) => new(id, tool, new Dictionary<string, object?> { ["sku"] = "A-7" });

    private static string Brief(ModelRequest request) => string.Join("|", request.Messages.Select(message => string.Concat(message.Contents.Select(content => content switch
    {
        FunctionCallContent call => $"[{call.CallId}]",
        FunctionResultContent result => $"({result.CallId})",
        TextContent { Text: ['(', 'A', ' ', 'n', ..] } => "note",
        _ => content.ToString(),
    }))));
}
