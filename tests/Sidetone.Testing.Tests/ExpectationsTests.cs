using Sidetone.Conversations;

namespace Sidetone.Testing.Tests;

public sealed class ExpectationsTests
{
    private static async Task<SessionTest> OrderAsync()
    {
        var model = new ScriptedModel()
            .Says("I look.").AndCalls("find_order", new { orderId = "A-1" }).Says("It is packed.")
            .Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("It is placed.");
        var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        await test.Session.RunAsync("Where is A-1?");
        await test.Session.RunAsync("Two A-7, please.");
        return test;
    }

    [Fact]
    public async Task What_happened_reads_as_a_person_would_tell_it()
    {
        await using var test = await OrderAsync();
        Assert.Equal("""
            What happened:
                  1. user       "Where is A-1?"
                  2. assistant  "I look."
                  3. call c1    find_order {"orderId":"A-1"}
                  4. output c1  find_order completed: {"status":"packed"}
                  5. assistant  "It is packed."
                  6. user       "Two A-7, please."
                  7. call c2    place_order {"sku":"A-7","quantity":2}
                  8. output c2  place_order completed: really placed
                  9. assistant  "It is placed."
            """, test.Expect.ToString());
    }

    [Fact]
    public async Task A_call_with_other_arguments_is_pointed_at_with_the_difference()
    {
        await using var test = await OrderAsync();
        var failure = Desk.Fails(() => test.Expect.Call("place_order", new { sku = "A-7", quantity = 3 }));
        Assert.StartsWith(
            """Expected a call of place_order with {"sku":"A-7","quantity":3}. place_order was called with other arguments: quantity is 2, not 3.""",
            failure.Message, StringComparison.Ordinal);
        Assert.Contains("\n ->   7. call c2    place_order", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("->   3.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_say_what_was_expected_and_what_there_was()
    {
        await using var test = await OrderAsync();
        Says("Expected a call of cancel_order.", () => test.Expect.Call("cancel_order"));
        Says("Expected 2 times a call of place_order, but there was one.", () => test.Expect.Call("place_order").Times(2));
        Says("Expected no call of place_order, but there was one.", () => test.Expect.NoCall("place_order"));
        Says("Expected an undo of place_order.", () => test.Expect.Undo("place_order"));
        Assert.Contains("as an object", Assert.Throws<ArgumentException>(() => test.Expect.Call("place_order", """{"sku":"A-7"}""")).Message, StringComparison.Ordinal);
        Says("Expected no calls, but there were 2.", () => test.Expect.NoCalls());
        Says("Expected the call of place_order to end as refused, but c2 ended as completed.", () => test.Expect.Call("place_order").Outcome(Outcome.Refused));
        Says("Expected the call of place_order to be running still.", () => test.Expect.Call("place_order").StillRunning());
        Says("Expected the output of the call of place_order to contain \"blue\", but c2 says otherwise.", () => test.Expect.Call("place_order").Output("blue"));
        Says("Expected the call of place_order before the call of find_order.", () => test.Expect.Call("place_order").Before(test.Expect.Call("find_order")));
        Says("Expected message of the user that contains \"refund\".", () => test.Expect.Message("user", "refund"));
        Says("Expected no message of the assistant that contains \"placed\", but there was one.", () => test.Expect.NoMessage("assistant", "placed"));
        Says("Expected handoff to billing.", () => test.Expect.Handoff("billing"));

        static void Says(string message, Action expectation) => Assert.StartsWith(message + "\n\nWhat happened:\n", Desk.Fails(expectation).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_holds_passes()
    {
        await using var test = await OrderAsync();
        test.Expect.Call("find_order", new { orderId = "A-1" }).Once().Outcome(Outcome.Completed).Output("packed").ToldToModel().Before(test.Expect.Call("place_order"));
        test.Expect.NoCall("place_order", new { sku = "B-1" }).NoMessage("assistant", "sorry").Message("user", "WHERE");
        Assert.Equal("A-1", test.Expect.Call("find_order").Calls[0].Arguments.Split('"')[3]);
    }

    [Fact]
    public async Task In_order_others_may_lie_between_and_exactly_they_may_not()
    {
        await using var test = await OrderAsync();
        test.Expect.InOrder().Call("find_order").Output("packed").Call("place_order").Message("assistant").NoMore();
        test.Expect.Exactly().Message("user").Message("assistant", "look").Call("find_order").Skip(2).Message("user").Skip(3).NoMore();
        var failure = Desk.Fails(() => test.Expect.Exactly().Message("user").Call("find_order"));
        Assert.StartsWith("Expected next: call of find_order.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\n ->   2. assistant  \"I look.\"", failure.Message, StringComparison.Ordinal);
        failure = Desk.Fails(() => test.Expect.InOrder().Call("place_order").Call("find_order"));
        Assert.StartsWith("Expected, from here on: call of find_order.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\n ->   8. output c2", failure.Message, StringComparison.Ordinal);
        failure = Desk.Fails(() => test.Expect.InOrder().Message("assistant", "placed").Skip());
        Assert.EndsWith("\n -> (the end)", failure.Message, StringComparison.Ordinal);
        failure = Desk.Fails(() => test.Expect.InOrder().Call("place_order").NoMore());
        Assert.StartsWith("Expected nothing more.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_the_model_means_the_real_output_not_that_it_still_runs()
    {
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Otherwise().Says("One moment.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var order = test.Mock("place_order");
        _ = test.Session.RunAsync("Two A-7.");
        await order.Started;
        await test.Session.RunAsync("Wait.");
        Assert.NotNull(model.Requests[^1].OutputOf("c1"));
        Assert.StartsWith("Expected the call of place_order to be told to the model, but c1 still runs.", Desk.Fails(() => test.Expect.Call("place_order").ToldToModel()).Message, StringComparison.Ordinal);
        order.Complete("R-1");
        await test.SettleAsync();
        test.Expect.Call("place_order").ToldToModel();
    }

    [Fact]
    public async Task A_silent_result_is_not_told_until_the_next_turn()
    {
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Otherwise().Says("Yes?");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        test.Mock("place_order").Returns(null);
        await test.Session.RunAsync("Two A-7.");
        Assert.Contains("none of its 1 requests held the output of c1", Desk.Fails(() => test.Expect.Call("place_order").ToldToModel()).Message, StringComparison.Ordinal);
        await test.Session.RunAsync("And?");
        test.Expect.Call("place_order").ToldToModel();
    }

    [Fact]
    public async Task Interruptions_and_failures_are_remarked_but_not_counted()
    {
        var model = new ScriptedModel().Fails(new IOException("reset")).Says("Hello.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        await Assert.ThrowsAsync<IOException>(() => test.Session.RunAsync("Hello?"));
        await test.Session.RunAsync("Hello!");
        Assert.Equal("""
            What happened:
                  1. user       "Hello?"
                   - the model failed: IOException
                   - turn 1 ended: Failed
                  2. user       "Hello!"
                  3. assistant  "Hello."
            """, test.Expect.ToString());
        test.Expect.Exactly().Message("user").Message("user").Message("assistant").NoMore();
    }

    [Fact]
    public async Task A_turns_result_has_expectations_too()
    {
        var model = new ScriptedModel().Calls("find_order", new { orderId = "A-1" }).Says("It is packed.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var turn = await test.Session.RunAsync("Where is A-1?");
        Expect.That(turn).Exactly().Call("find_order", new { orderId = "A-1" }).Output("packed").Message("assistant", "packed").NoMore();
        Expect.That(test.Events).Call("find_order").Once().Outcome(Outcome.Completed);
        Assert.Throws<InvalidOperationException>(() => Expect.That(turn).Call("find_order").ToldToModel());
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0,"b":2}""", null)]
    [InlineData("""{"a":{"b":"x"}}""", """{"a":{"b":"x","c":1}}""", null)]
    [InlineData("""{"a":[1,{"b":2}]}""", """{"a":[1,{"b":2,"c":3}]}""", null)]
    [InlineData("""{"a":{"b":"x"}}""", """{"a":{"b":"y"}}""", """a.b is "y", not "x" """)]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", "a is [1], not [1,2]")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1,3]}""", "a[1] is 3, not 2")]
    [InlineData("""{"a":null}""", "{}", "a is not there")]
    [InlineData("""{"a":0.1}""", """{"a":0.10000000000000001}""", "a is 0.10000000000000001, not 0.1")]
    public void Arguments_are_compared_by_what_the_test_names(string expected, string actual, string? difference)
    {
        var call = new ToolCallRequested { Tool = "t", Arguments = new(System.Text.Encoding.UTF8.GetBytes(actual)) };
        var expectations = Expect.That([call]);
        var arguments = System.Text.Json.JsonDocument.Parse(expected).RootElement;
        if (difference is null)
            expectations.Call("t", arguments);
        else
            Assert.Contains(difference.Trim() + ".\n", Desk.Fails(() => expectations.Call("t", arguments)).Message, StringComparison.Ordinal);
    }
}
