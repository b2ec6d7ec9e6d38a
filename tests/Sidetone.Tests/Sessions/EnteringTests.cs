using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class EnteringTests
{
    [Fact]
    public void What_an_agent_says_on_entering_is_the_reply_to_the_turn_that_handed_over() => Interleavings.Explore(20, async () =>
    {
        var sales = new Greeter("sales") { Greet = async context => await context.GenerateReplyAsync() };
        var model = new ScriptedModel().Calls("transfer").Says("Sales here.");
        await using var test = await SessionTest.StartAsync(Desk(sales), model);
        var result = await test.Session.RunAsync("Sales, please.");
        Assert.Equal(("Sales here.", "sales"), (result.Text, result.HandedTo));
        Assert.Equal(2, model.Requests.Count);
    });

    [Fact]
    public void A_greeting_that_is_not_awaited_is_spoken_to_its_end() => Interleavings.Explore(40, async () =>
    {
        var sales = new Greeter("sales") { Greet = context => { _ = context.GenerateReplyAsync(); _ = context.GenerateReplyAsync(); return default; } };
        var model = new ScriptedModel().Calls("transfer").Says("Sales ", "here.").Says("How ", "are you?").Otherwise().Says("Hello!");
        await using var test = await SessionTest.StartAsync(Desk(sales), model);
        var run = test.Session.RunAsync("Sales, please.");
        await test.SettleAsync();
        Assert.True(run.IsCompleted);
        Assert.Equal(["Sales here.", "How are you?"], test.Session.History.OfType<MessageItem>().Where(said => said.Role == "assistant").Take(2).Select(said => said.Text));
        Assert.All(test.Events.OfType<TurnStarted>(), turn => Assert.Contains(test.Events.OfType<TurnEnded>(), ended => ended.Turn == turn.Turn));
    });

    [Fact]
    public async Task The_session_itself_may_be_asked_for_the_greeting()
    {
        var sales = new Greeter("sales") { Greet = async context => await context.Session.GenerateReplyAsync() };
        await using var test = await SessionTest.StartAsync(sales, new ScriptedModel().Says("Hello."));
        Assert.Equal(TimeSpan.Zero, test.Time.Elapsed);
        test.Expect.InOrder().Message("assistant", "Hello.");
    }

    [Fact]
    public async Task A_turn_inside_a_callback_throws_with_the_remedy()
    {
        Exception? entering = null;
        Exception? leaving = null;
        var desk = new Greeter("desk")
        {
            Greet = async context => entering = await Record.ExceptionAsync(() => context.Session.RunAsync("Hi.")),
            Leave = async context => leaving = await Record.ExceptionAsync(() => context.GenerateReplyAsync()),
        };
        var test = await SessionTest.StartAsync(desk, new ScriptedModel());
        await test.DisposeAsync();
        Assert.IsType<InvalidOperationException>(entering);
        Assert.Contains("GenerateReplyAsync", entering.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(leaving);
        Assert.Contains("before it hands", leaving.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handoff_that_fails_leaves_the_caller_and_the_updated_tools_where_they_were()
    {
        var sales = new Agent("Sales.") { Id = "sales", Toolsets = [new Troubled("crm") { Setup = _ => throw new IOException("down") }] };
        var model = new ScriptedModel().Calls("transfer").Says("I stay.").Says("Still here.");
        await using var test = await SessionTest.StartAsync(Desk(sales), model);
        test.Session.UpdateInstructions("Be brief.");
        var result = await test.Session.RunAsync("Sales, please.");
        Assert.Null(result.HandedTo);
        Assert.Equal("I stay.", result.Text);
        Assert.Equal("desk", test.Session.Agent!.Id);
        test.Session.UpdateTools([TestTool.Returns("other", "x")]);
        await test.Session.RunAsync("Hello?");
        Assert.Equal("Be brief.", model.Requests[^1].Instructions);
    }

    [Fact]
    public async Task One_that_leaves_slowly_does_not_take_the_time_of_the_greeting()
    {
        var sales = new Greeter("sales") { Greet = async context => await context.GenerateReplyAsync() };
        var desk = new Greeter("desk") { Tools = [Transfer(sales)], Leave = _ => new(new TaskCompletionSource().Task) };
        await using var test = await SessionTest.StartAsync(desk, new ScriptedModel().Calls("transfer").Says("Sales here."));
        var run = test.Session.RunAsync("Sales, please.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(31));
        Assert.Equal("Sales here.", (await run).Text);
    }

    [Fact]
    public async Task A_required_toolset_that_hangs_is_said_in_words_and_closed_when_it_comes_after_all()
    {
        var setup = new TaskCompletionSource();
        var toolset = new Troubled("crm") { Setup = _ => setup.Task };
        var time = new VirtualTime();
        await using var session = new AgentSession(new ScriptedModel(), new Agent("x") { Toolsets = [toolset] }, null, new() { Time = time });
        var start = session.StartAsync(TestContext.Current.CancellationToken);
        while (toolset.SetUps == 0)
            await Task.Yield();
        while (!start.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Yield();
        }
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => start);
        Assert.Contains("'crm' is required and did not set up in time", failure.Message, StringComparison.Ordinal);
        setup.SetResult();
        while (toolset.Closes == 0)
            await Task.Yield();
    }

    private static Greeter Desk(Agent target) => new("desk") { Tools = [Transfer(target)] };

    private static TestTool Transfer(Agent target) => new("transfer", (_, _) => new(ToolResult.HandTo(target)));
}
