using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class HandoffTests
{
    [Fact]
    public async Task One_handoff_wins_by_the_order_of_the_calls_and_the_other_is_told_so()
    {
        var model = new ScriptedModel().Calls("to_sales").AndCalls("to_support").Says("Sales.");
        await using var test = await StartAsync(model);
        var (sales, support) = (test.Mock("to_sales"), test.Mock("to_support"));
        var run = test.Session.RunAsync("Go.");
        await sales.Started;
        support.Complete(Named("support"));
        await test.SettleAsync();
        sales.Complete(Named("sales"));
        Assert.Equal("sales", (await run).HandedTo);
        Assert.Equal("The caller is now with sales.", model.Requests[^1].OutputOf("c1"));
        Assert.StartsWith("Not done", model.Requests[^1].OutputOf("c2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_target_twice_is_one_handoff()
    {
        var model = new ScriptedModel().Calls("to_sales").AndCalls("to_support").Says("Sales.");
        await using var test = await StartAsync(model);
        test.Mock("to_sales").Returns(Named("sales"));
        test.Mock("to_support").Returns(Named("sales"));
        await test.Session.RunAsync("Go.");
        Assert.Single(test.Events.OfType<HandedOff>());
        Assert.Equal("The caller is now with sales.", model.Requests[^1].OutputOf("c2"));
    }

    [Fact]
    public async Task A_handoff_beside_a_failing_call_takes_place()
    {
        var model = new ScriptedModel().Calls("to_sales").AndCalls("to_support").Says("Sales.");
        await using var test = await StartAsync(model);
        test.Mock("to_sales").Returns(Named("sales"));
        test.Mock("to_support").Fails(new IOException());
        Assert.Equal(("sales", "Sales."), (await test.Session.RunAsync("Go.")) is var result ? (result.HandedTo, result.Text) : default);
    }

    [Fact]
    public async Task A_handoff_that_was_decided_after_an_interruption_still_takes_place()
    {
        var model = new ScriptedModel().Calls("to_sales").Says("Yes?").Says("Sales.");
        await using var test = await StartAsync(model);
        var mock = test.Mock("to_sales");
        _ = test.Session.RunAsync("Go.");
        await mock.Started;
        await test.Session.RunAsync("Hello?");
        mock.Complete(Named("sales"));
        await test.SettleAsync();
        Assert.Equal("sales", test.Session.Agent!.Id);
        Assert.Equal("The caller is now with sales.", model.Requests[^1].OutputOf("c1_result"));
        Assert.Equal("sales.", model.Requests[^1].Instructions.Split('\n')[0]);
    }

    [Fact]
    public async Task An_outdated_handoff_is_told_as_such_even_to_an_agent_that_greets()
    {
        var slow = new Gate();
        var sales = new Greeter("sales") { Greet = async context => { await slow.PassAsync(default); await context.GenerateReplyAsync(); } };
        var model = new ScriptedModel().Calls("to_support").Calls("to_sales").Says("Hello from sales.").Otherwise().Says("Yes?");
        await using var test = await StartAsync(model);
        var support = test.Mock("to_support");
        test.Mock("to_sales").Returns(sales);
        _ = test.Session.RunAsync("Support!");
        await support.Started;
        var run = test.Session.RunAsync("No, sales!");
        await slow.Reached;
        support.Complete(Named("support"));
        await test.SettleAsync();
        slow.Open();
        Assert.Equal("Hello from sales.", (await run).Text);
        await test.SettleAsync();
        Assert.StartsWith("Not done: the caller was handed to sales", model.Requests[2].OutputOf("c1_result"), StringComparison.Ordinal);
        Assert.Equal("sales", test.Session.Agent!.Id);
        Assert.Single(test.Events.OfType<HandedOff>());
    }

    [Fact]
    public async Task A_handoff_during_a_greeting_waits_until_the_agent_has_entered()
    {
        var third = new Greeter("third") { Greet = async context => await context.GenerateReplyAsync() };
        var second = new Greeter("second")
        {
            Tools = [new TestTool("on", (_, _) => new(ToolResult.HandTo(third)))],
            Greet = async context => await context.GenerateReplyAsync(),
        };
        var model = new ScriptedModel().Calls("to_sales").Calls("on").Says("One moment.").Says("Third here.").Otherwise().Says("Yes?");
        await using var test = await StartAsync(model);
        test.Mock("to_sales").Returns(second);
        var result = await test.Session.RunAsync("Go.");
        await test.SettleAsync();
        Assert.Equal("third", test.Session.Agent!.Id);
        Assert.Equal(["desk", "second", "third"], test.Events.OfType<AgentEntered>().Select(entered => entered.Agent));
        Assert.StartsWith("One moment.", result.Text, StringComparison.Ordinal);
        Assert.Equal(1, second.Left);
    }

    [Fact]
    public async Task Tools_of_the_session_stay_and_those_of_the_agent_go()
    {
        var model = new ScriptedModel().Calls("to_sales").Says("Sales.");
        await using var test = await SessionTest.StartAsync(Desk(), model, options: o => o with { Tools = [TestTool.Returns("shared", "")] });
        test.Mock("to_sales").Returns(Named("sales"));
        await test.Session.RunAsync("Go.");
        Assert.Equal(["shared"], model.Requests[^1].Tools);
    }

    [Fact]
    public async Task What_was_done_under_another_agent_can_be_taken_back()
    {
        var undone = 0;
        var books = new TestTool("books", (_, _) => new(ToolResult.Text("booked")), new() { Effect = Effect.Reversible }, undo: _ => { undone++; return new(ToolResult.Nothing); });
        var transfer = new TestTool("to_sales", (_, _) => new(ToolResult.HandTo(Named("sales"))));
        await using var test = await SessionTest.StartAsync(new Agent("desk") { Id = "desk", Tools = [books, transfer] }, new ScriptedModel().Calls("books").Calls("to_sales").Says("Sales."));
        await test.Session.RunAsync("Go.");
        var undo = await test.Session.UndoAsync(new(1), TestContext.Current.CancellationToken);
        Assert.Equal((Outcome.Completed, 1), (undo.Outcome, undone));
    }

    private static Agent Named(string id) => new($"{id}.") { Id = id };

    private static Agent Desk() => new("desk") { Id = "desk", Tools = [TestTool.Returns("to_sales", ""), TestTool.Returns("to_support", "")] };

    private static Task<SessionTest> StartAsync(ScriptedModel model) => SessionTest.StartAsync(Desk(), model);
}
