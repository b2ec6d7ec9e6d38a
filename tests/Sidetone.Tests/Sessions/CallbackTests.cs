using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

/// <summary>What a callback may ask of its own session, while it runs and after.</summary>
public sealed class CallbackTests
{
    [Fact]
    public void Work_sent_off_by_a_handler_may_speak_for_the_caller_once_the_handler_has_ended() => Interleavings.Explore(10, async () =>
    {
        var gate = new Gate();
        Task<RunResult>? later = null;
        Exception? inside = null;
        var sends = new TestTool("sends", async (_, run) =>
        {
            inside = await Record.ExceptionAsync(() => run.Session!.RunAsync("Now."));
            later = LaterAsync(run.Session!, gate);
            return ToolResult.Text("sent");
        });
        var model = new ScriptedModel().Calls("sends").Says("Sent.").Says("The parcel has come.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [sends] }, model);
        await test.Session.RunAsync("Send.");
        gate.Open();
        await test.SettleAsync();
        Assert.IsType<InvalidOperationException>(inside);
        Assert.Equal("The parcel has come.", (await later!).Text);
    });

    [Fact]
    public async Task Work_sent_off_by_an_agent_that_entered_may_speak_for_the_caller()
    {
        var gate = new Gate();
        Task<RunResult>? later = null;
        var agent = new Greeter("x") { Greet = context => { later = LaterAsync(context.Session, gate); return default; } };
        await using var test = await SessionTest.StartAsync(agent, new ScriptedModel().Says("Hello."));
        gate.Open();
        await test.SettleAsync();
        Assert.Equal("Hello.", (await later!).Text);
    }

    [Fact]
    public async Task Work_sent_off_by_an_agent_that_left_may_ask_for_a_reply_of_the_next()
    {
        var gate = new Gate();
        Task<RunResult>? later = null;
        var sales = new Agent("Sales.") { Id = "sales" };
        var desk = new Greeter("desk")
        {
            Tools = [new TestTool("transfer", (_, _) => new(ToolResult.HandTo(sales)))],
            Leave = context => { later = ReplyLaterAsync(context.Session, gate); return default; },
        };
        await using var test = await SessionTest.StartAsync(desk, new ScriptedModel().Calls("transfer").Says("Sales.").Says("One more thing."));
        await test.Session.RunAsync("Go.");
        gate.Open();
        await test.SettleAsync();
        Assert.Equal("One more thing.", (await later!).Text);
    }

    [Fact]
    public async Task A_handler_of_another_session_inside_a_handler_is_still_inside_the_first()
    {
        Exception? inside = null;
        AgentSession? first = null;
        var asks = new TestTool("asks", async (_, _) => { inside = await Record.ExceptionAsync(() => first!.RunAsync("Hi.")); return ToolResult.Text("asked"); });
        await using var second = await SessionTest.StartAsync(new Agent("second") { Tools = [asks] }, new ScriptedModel().Calls("asks").Says("Yes."));
        var tool = new TestTool("outer", async (_, _) => ToolResult.Text((await second.Session.RunAsync("Ask.")).Text));
        await using var test = await SessionTest.StartAsync(new Agent("first") { Tools = [tool] }, new ScriptedModel().Calls("outer").Says("Done."));
        first = test.Session;
        await test.Session.RunAsync("Go.");
        Assert.IsType<InvalidOperationException>(inside);
    }

    private static async Task<RunResult> LaterAsync(AgentSession session, Gate gate)
    {
        await gate.PassAsync();
        return await session.RunAsync("By the way.");
    }

    private static async Task<RunResult> ReplyLaterAsync(AgentSession session, Gate gate)
    {
        await gate.PassAsync();
        return await session.GenerateReplyAsync();
    }
}
