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

    [Fact]
    public async Task The_program_hands_the_caller_over_while_nobody_speaks()
    {
        var sales = new Greeter("sales") { Greet = async context => await context.GenerateReplyAsync() };
        var model = new ScriptedModel().Says("Hello.").Says("Sales here.").Says("Yes.");
        await using var test = await StartAsync(model);
        await test.Session.RunAsync("Hi.");
        test.Session.UpdateAgent(sales);
        await test.SettleAsync();
        Assert.Equal(("sales", "Sales here."), (test.Session.Agent!.Id, test.Session.History.OfType<MessageItem>().Last().Text));
        Assert.Null(test.Events.OfType<HandedOff>().Single().Call);
        Assert.Null((await test.Session.RunAsync("Hm.")).HandedTo);
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task The_program_s_choice_wins_over_a_call_s_and_the_turn_goes_on_with_it()
    {
        var model = new ScriptedModel().Calls("to_sales").AndCalls("to_support").Says("Billing.");
        await using var test = await StartAsync(model);
        test.Mock("to_sales").Returns(Named("sales"));
        var support = test.Mock("to_support");
        var run = test.Session.RunAsync("Go.");
        await support.Started;
        test.Session.UpdateAgent(Named("nobody"));
        test.Session.UpdateAgent(Named("billing"));     // of several the last
        await test.SettleAsync();
        Assert.Equal("desk", test.Session.Agent!.Id);   // a call of the turn still runs
        support.Complete("looked");
        Assert.Equal(("billing", "Billing."), (await run) is var result ? (result.HandedTo, result.Text) : default);
        Assert.Equal("Not done: the caller was handed to billing instead.", model.Requests[^1].OutputOf("c1"));
        Assert.Equal("looked", model.Requests[^1].OutputOf("c2"));
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task A_response_that_is_under_way_is_finished_before_the_program_s_agent_takes_over()
    {
        var model = new ScriptedModel().Says("A long answer.").Says("Sales.");
        await using var test = await StartAsync(model);
        var run = test.Session.RunAsync("Go.");
        test.Session.UpdateAgent(Named("sales"));
        Assert.Equal("A long answer.", (await run).Text);
        await test.SettleAsync();
        Assert.Equal("sales", test.Session.Agent!.Id);
        Assert.Equal("Sales.", (await test.Session.RunAsync("And?")).Text);
    }

    [Fact]
    public async Task An_agent_that_enters_can_send_the_caller_on()
    {
        var model = new ScriptedModel().Calls("to_sales").Says("Third here.");
        await using var test = await StartAsync(model);
        test.Mock("to_sales").Returns(new Greeter("sales")
        {
            Greet = context =>
            {
                context.Session.UpdateAgent(Named("third"));
                return default;
            },
        });
        Assert.Equal(("third", "Third here."), (await test.Session.RunAsync("Go.")) is var result ? (result.HandedTo, result.Text) : default);
        Assert.Equal("third.", model.Requests[^1].Instructions);
    }

    [Fact]
    public async Task Agents_that_send_the_caller_to_and_fro_are_stopped_and_one_leads()
    {
        Greeter sales = null!, billing = null!;
        billing = new("billing") { Greet = context => SendOn(context, sales) };
        sales = new("sales") { Greet = context => SendOn(context, billing) };
        var model = new ScriptedModel().Calls("to_sales").Says("Here you are.");
        await using var test = await StartAsync(model);
        test.Mock("to_sales").Returns(sales);
        Assert.Equal("Here you are.", (await test.Session.RunAsync("Go.")).Text);
        Assert.Equal(1 + new AgentSessionOptions().MaxHandoffsInARow, test.Events.OfType<HandedOff>().Count());

        static ValueTask SendOn(AgentContext context, Agent agent)
        {
            context.Session.UpdateAgent(agent);
            return default;
        }
    }

    [Fact]
    public async Task The_program_s_agent_that_cannot_take_over_leaves_the_caller_where_he_was()
    {
        var model = new ScriptedModel().Says("Still me.");
        await using var test = await StartAsync(model);
        test.Session.UpdateAgent(new("broken") { Id = "broken", Tools = [TestTool.Returns("twice", ""), TestTool.Returns("twice", "")] });
        await test.SettleAsync();
        Assert.Equal("broken", test.Events.OfType<HandoffFailed>().Single().To);
        Assert.Equal(("desk", "Still me."), ((await test.Session.RunAsync("Hm.")).Text is var text ? test.Session.Agent!.Id : "", text));
        Assert.Single(model.Requests[^1].Messages);     // nobody told the model of it before
    }

    [Fact]
    public async Task An_agent_that_leads_already_does_not_enter_again()
    {
        Greeter desk = null!;
        var toolset = new Counted();
        desk = new("desk") { Toolsets = [toolset], Tools = [new TestTool("stay", (_, _) => new(ToolResult.HandTo(desk)))] };
        await using var test = await SessionTest.StartAsync(desk, new ScriptedModel().Calls("stay").Says("Still me."));
        Assert.Equal("Still me.", (await test.Session.RunAsync("Go.")).Text);
        test.Session.UpdateAgent(desk);
        await test.SettleAsync();
        Assert.Equal((1, 0, 0), (toolset.SetUp, toolset.Closed, desk.Left));
    }

    [Fact]
    public async Task Before_the_first_agent_there_is_nobody_to_hand_over()
    {
        await using var session = new AgentSession(new ScriptedModel(), Desk());
        Assert.Contains("StartAsync", Assert.Throws<InvalidOperationException>(() => session.UpdateAgent(Named("sales"))).Message, StringComparison.Ordinal);
    }

    private static Agent Named(string id) => new($"{id}.") { Id = id };

    private static Agent Desk() => new("desk") { Id = "desk", Tools = [TestTool.Returns("to_sales", ""), TestTool.Returns("to_support", "")] };

    private static Task<SessionTest> StartAsync(ScriptedModel model) => SessionTest.StartAsync(Desk(), model);

    [Fact]
    public async Task A_handoff_that_comes_when_its_call_was_given_up_is_told_as_too_late()
    {
        var gate = new Gate();
        var slow = new TestTool("to_sales", async (_, _) =>
        {
            await gate.PassAsync();
            return ToolResult.HandTo(Named("sales"), ToolResult.Text("Ticket 7."));
        });
        var model = new ScriptedModel().Calls("to_sales").Says("Sorry.").Says("Still sorry.");
        await using var test = await SessionTest.StartAsync(new Agent("desk") { Tools = [slow] }, model);
        var run = test.Session.RunAsync("Sales, please.");
        await test.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(Outcome.TimedOut, (await run).Calls[0].Outcome);
        gate.Open();
        await test.SettleAsync();
        await test.Session.RunAsync("Well?");
        Assert.Equal("agent", test.Session.Agent!.Id);
        Assert.Contains(": completed. Ticket 7. It was too late to hand the caller to sales; call it again if that is still wanted.", model.Requests[^1].Messages[^2].Text, StringComparison.Ordinal);
    }

    private sealed class Counted() : Toolset("counted")
    {
        public int SetUp { get; private set; }

        public int Closed { get; private set; }

        protected internal override ValueTask SetupAsync(CancellationToken cancellationToken)
        {
            SetUp++;
            return default;
        }

        protected internal override ValueTask CloseAsync(CancellationToken cancellationToken)
        {
            Closed++;
            return default;
        }
    }
}
