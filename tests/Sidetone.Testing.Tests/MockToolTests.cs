using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Testing.Tests;

public sealed class MockToolTests
{
    private static ScriptedModel Orders => new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Otherwise().Says("Done.");

    [Fact]
    public async Task Without_a_mock_the_real_tool_runs()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        await test.Session.RunAsync("Two A-7.");
        test.Expect.Call("place_order").Once().Output("really placed");
    }

    [Fact]
    public async Task A_mock_returns_what_it_is_told_beforehand()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        test.Mock("place_order").Returns(new Receipt("R-1"));
        await test.Session.RunAsync("Two A-7.");
        test.Expect.Call("place_order").Outcome(Outcome.Completed).Output("""{"number":"R-1"}""");
    }

    [Fact]
    public async Task Parameters_are_bound_by_name_not_by_position()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        test.Mock("place_order").Returns(async (CancellationToken cancel, RunContext run, int quantity, string sku) =>
        {
            await Task.Yield();
            return $"{quantity} of {sku} under {run.IdempotencyKey}, cancelled: {cancel.IsCancellationRequested}";
        });
        await test.Session.RunAsync("Two A-7.");
        test.Expect.Call("place_order").Output("2 of A-7 under conv_test:c1, cancelled: False");
    }

    [Fact]
    public async Task A_parameter_that_the_tool_does_not_have_fails_the_test_and_is_not_named_to_the_model()
    {
        var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        test.Mock("place_order").Returns((string colour) => colour);
        var turn = await test.Session.RunAsync("Two A-7.");
        Assert.DoesNotContain("colour", turn.Calls[0].Output, StringComparison.Ordinal);
        Assert.Contains("place_order has no argument 'colour'", (await Desk.FailsAsync(test.SettleAsync)).Message, StringComparison.Ordinal);
        Assert.Contains("'colour'", Desk.Fails(() => _ = test.Expect).Message, StringComparison.Ordinal);
        await Desk.FailsAsync(() => test.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task An_argument_that_is_not_of_the_parameters_type_fails_the_test()
    {
        var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        test.Mock("place_order").Returns((int sku) => sku);
        await test.Session.RunAsync("Two A-7.");
        Assert.Contains("'sku' of place_order is \"A-7\", and no Int32", (await Desk.FailsAsync(test.SettleAsync)).Message, StringComparison.Ordinal);
        await Desk.FailsAsync(() => test.DisposeAsync().AsTask());
    }

    public static TheoryData<string, Func<MockTool, MockTool>, string> Results() => new()
    {
        { "a value task", mock => mock.Returns(async ValueTask<int> () => { await Task.Yield(); return 5; }), "completed 5" },
        { "a task", mock => mock.Returns(Task.FromResult("done")), "completed done" },
        { "a duration", mock => mock.Returns(TimeSpan.FromSeconds(90)), "completed PT1M30S" },
        { "a duration within", mock => mock.Returns(new { Waits = TimeSpan.FromSeconds(90) }), "completed {\"waits\":\"PT1M30S\"}" },
        { "an image", mock => mock.Returns(new DataContent(new byte[2048], "image/png")), "completed [image/png, 2 KB, shown below]" },
        { "an exception", mock => mock.Returns(new ToolException("Sold out.")), "refused Sold out." },
        { "an exception of a body", mock => mock.Returns(call => new ToolException($"No {call.Get<string>("sku")}.")), "refused No A-7." },
        { "a handover", mock => mock.Returns((new Agent("You bill.") { Id = "billing" }, "Because.")), "completed Because." },
        { "a handover of a body", mock => mock.Returns(async () => { await Task.Yield(); return (new Agent("You bill.") { Id = "billing" }, 5); }), "completed 5" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public async Task A_mock_returns_what_a_method_could(string what, Func<MockTool, MockTool> returns, string expected)
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        returns(test.Mock("place_order"));
        var turn = await test.Session.RunAsync("Two A-7.");
        Assert.Equal(expected, $"{turn.Calls[0].Outcome} {turn.Calls[0].Output}");
        Assert.Equal(what.StartsWith("a handover", StringComparison.Ordinal) ? "billing" : null, turn.HandedTo);
    }

    [Fact]
    public async Task A_running_mock_hands_over_with_a_result()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        var order = test.Mock("place_order");
        var turn = test.Session.RunAsync("Two A-7.");
        await order.Started;
        order.Complete((new Agent("You bill.") { Id = "billing" }, "Because."));
        Assert.Equal("billing", (await turn).HandedTo);
        test.Expect.Call("place_order").Output("Because.");
    }

    [Fact]
    public async Task Results_may_depend_on_the_call()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        test.Mock("place_order").Returns(call => call.Get<int>("quantity") * 2);
        await test.Session.RunAsync("Two A-7.");
        test.Expect.Call("place_order").Output("4");
    }

    [Fact]
    public async Task A_time_in_arguments_is_written_read_and_compared_as_tools_do()
    {
        var model = new ScriptedModel().Calls("wait", new { time = TimeSpan.FromSeconds(90) }).Says("Done.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(Tool.Create("wait", "Waits.", (TimeSpan time) => "real")), model);
        test.Mock("wait").Returns((TimeSpan time) => $"{time.TotalSeconds} s");
        await test.Session.RunAsync("Wait.");
        test.Expect.Call("wait", new { time = TimeSpan.FromSeconds(90) }).Output("90 s");
    }

    [Fact]
    public async Task Nothing_is_a_result_too()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        test.Mock("place_order").Returns(null);
        var turn = await test.Session.RunAsync("Two A-7.");
        Assert.Equal(Conversations.TurnEnd.Silent, turn.Reason);
        test.Expect.Call("place_order").Outcome(Outcome.Completed);
    }

    [Fact]
    public async Task An_asynchronous_body_without_a_result_returns_nothing()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        test.Mock("place_order").Returns(async () => await Task.Yield());
        Assert.Equal(Conversations.TurnEnd.Silent, (await test.Session.RunAsync("Two A-7.")).Reason);
    }

    [Fact]
    public async Task A_refusal_reaches_the_model_and_a_failure_does_not()
    {
        var model = new ScriptedModel()
            .Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("No.")
            .Calls("place_order", new { sku = "B-1", quantity = 1 }).Says("Hm.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        test.Mock("place_order").Refuses("Sold out.");
        await test.Session.RunAsync("Two A-7.");
        test.Mock("place_order").Fails(new InvalidOperationException("password=1234"));
        await test.Session.RunAsync("One B-1, then.");
        test.Expect.Call("place_order", new { sku = "A-7" }).Outcome(Outcome.Refused).Output("Sold out.");
        test.Expect.Call("place_order", new { sku = "B-1" }).Outcome(Outcome.Faulted).ToldToModel();
        Assert.DoesNotContain("password", test.Model.Requests[^1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_are_validated_before_they_reach_a_mock()
    {
        var model = new ScriptedModel().CallsRaw("place_order", """{"sku":7}""").Says("Sorry.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var order = test.Mock("place_order").Returns("never");
        await test.Session.RunAsync("Two A-7.");
        Assert.Empty(order.Calls);
        test.Expect.Call("place_order").Once().Outcome(Outcome.InvalidArguments).Output("quantity is required");
    }

    [Fact]
    public async Task The_model_sees_the_real_schema_of_a_mocked_tool()
    {
        var model = new ScriptedModel().Says("Hello.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        test.Mock("place_order");
        await test.Session.RunAsync("Hi.");
        Assert.Equal(["place_order", "find_order"], model.Requests[0].Tools);
        Assert.True(JsonElement.DeepEquals(Desk.PlaceOrder.JsonSchema, test.Session.Tools["place_order"].JsonSchema));
    }

    [Fact]
    public async Task Each_call_is_told_on_its_own()
    {
        var model = new ScriptedModel()
            .Calls(("place_order", new { sku = "A-7", quantity = 2 }), ("place_order", new { sku = "B-1", quantity = 1 }))
            .Says("Done.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var order = test.Mock("place_order");
        var turn = test.Session.RunAsync("Two A-7 and a B-1.");
        await order.Started;
        order.Calls[1].Refuse("No B-1.");
        order.Complete("R-1");
        await turn;
        test.Expect.Call("place_order", new { sku = "A-7" }).Output("R-1").Before(test.Expect.Call("place_order", new { sku = "B-1" }).Output("No B-1."));
        Assert.All(order.Calls, call => Assert.False(call.IsRunning));
        Assert.Contains("settled already", Desk.Fails(() => order.Calls[0].Complete()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mock_heeds_its_token_unless_it_is_told_not_to()
    {
        var model = new ScriptedModel().Calls("find_order", new { orderId = "A-1" }).Otherwise().Says("Well.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var find = test.Mock("find_order");
        _ = test.Session.RunAsync("Where is A-1?");
        await find.Started;
        await test.Session.RunAsync("Never mind.");
        await test.SettleAsync();
        test.Expect.Call("find_order").Outcome(Outcome.Cancelled);
        Assert.True(find.Calls[0].CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public async Task Mocks_reach_the_tools_of_toolsets_and_of_agents_that_take_over()
    {
        var billing = new Agent("You bill.") { Id = "billing", Toolsets = [new Bills()] };
        var hand = HandMade.Tool("to_billing", [], ToolResult.HandTo(billing));
        var model = new ScriptedModel().Calls("to_billing").Calls("send_bill", new { orderId = "A-1" }).Says("It is sent.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(hand), model);
        test.Mock("send_bill").Returns((string orderId) => $"mocked {orderId}");
        await test.Session.RunAsync("I want a bill.");
        test.Expect.InOrder().Call("to_billing").Handoff("billing").Call("send_bill").Output("mocked A-1").Message("assistant", "sent");
    }

    [Fact]
    public async Task An_undo_of_a_mocked_call_does_not_run_the_real_one()
    {
        var desk = new Cancellations();
        await using var test = await SessionTest.StartAsync(Desk.Clerk([.. Cancellations.From(desk)]), new ScriptedModel().Calls("cancel_order", new { orderId = "A-1" }).Otherwise().Says("Done."));
        var mock = test.Mock("cancel_order").Returns("mocked");
        var turn = await test.Session.RunAsync("Cancel A-1.");
        await test.Session.UndoAsync(turn.Calls[0].Id);
        Assert.Equal([turn.Calls[0].Id], mock.Undone);
        Assert.Equal(0, desk.Undone);
        test.Expect.Undo("cancel_order").Once().Outcome(Outcome.Completed);
        test.Expect.Call("cancel_order").Once();
    }

    [Fact]
    public async Task A_mock_of_a_tool_that_nobody_has_fails_the_test_as_it_closes()
    {
        var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        test.Mock("place_orders").Returns("R-1");
        await test.Session.RunAsync("Two A-7.");
        Assert.StartsWith("There is a mock of place_orders, but no agent has such a tool. There is ", (await Desk.FailsAsync(() => test.DisposeAsync().AsTask())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telling_a_mock_that_nobody_called_fails_the_test()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), Orders);
        var failure = Desk.Fails(() => test.Mock("place_order").Complete());
        Assert.Equal("There is no call of place_order to complete: 0 reached the mock, and none runs. Await Started before.", failure.Message);
    }

    private sealed class Bills() : Toolset("bills")
    {
        public override IReadOnlyList<Tool> Tools { get; } = [HandMade.Tool("send_bill", ["orderId"], ToolResult.Text("real"))];
    }
}
