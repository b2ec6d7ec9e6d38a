using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Testing.Tests;

public sealed class ScriptedModelTests
{
    private static readonly ChatMessage[] s_hello = [new(ChatRole.User, "Hello.")];

    [Fact]
    public async Task Words_are_streamed_in_the_given_pieces()
    {
        var pieces = new List<string>();
        await foreach (var update in new ScriptedModel().Says("It ", "leaves ", "tomorrow.").GetStreamingResponseAsync(s_hello))
            pieces.Add(update.Text);
        Assert.Equal(["It ", "leaves ", "tomorrow.", ""], pieces);
    }

    [Fact]
    public async Task One_response_may_speak_and_call_several_tools()
    {
        var model = new ScriptedModel().Says("I look.").AndCalls("a", new { x = 1 }).AndCalls("b").Calls(("c", null), ("d", new { y = new[] { 1, 2 } }));
        var first = await model.GetResponseAsync(s_hello);
        var second = await model.GetResponseAsync(s_hello);
        Assert.Equal("I look.", first.Text);
        Assert.Equal(["a", "b"], Calls(first).Select(call => call.Name));
        Assert.Equal(1, ((JsonElement)Calls(first)[0].Arguments!["x"]!).GetInt32());
        Assert.Equal(["c", "d"], Calls(second).Select(call => call.Name));
        Assert.Equal(4, Calls(first).Concat(Calls(second)).Select(call => call.CallId).Distinct().Count());
    }

    [Fact]
    public async Task Malformed_arguments_come_as_their_text()
    {
        var call = Calls(await new ScriptedModel().CallsRaw("a", "{oops").GetResponseAsync(s_hello))[0];
        Assert.Null(call.Arguments);
        Assert.Equal("{oops", call.AdditionalProperties!["sidetone.arguments"]);
    }

    [Fact]
    public async Task Malformed_arguments_end_as_invalid_in_a_session()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), new ScriptedModel().CallsRaw("place_order", "two of them please").Says("Sorry."));
        await test.Session.RunAsync("Two A-7.");
        test.Expect.Call("place_order").Outcome(Outcome.InvalidArguments).ToldToModel();
    }

    [Fact]
    public async Task Keyed_responses_need_no_order()
    {
        var model = new ScriptedModel().Says("In order.").When("refund").Says("First.").When("refund").Says("Then always.").Otherwise().Says("What?");
        Assert.Equal("First.", await AskAsync("A REFUND, please."));
        Assert.Equal("In order.", await AskAsync("Hello."));
        Assert.Equal("What?", await AskAsync("Hello."));
        Assert.Equal("Then always.", await AskAsync("My refund."));
        Assert.Equal("Then always.", await AskAsync("My refund!"));
        Assert.Equal("What?", await AskAsync("Hello."));

        async Task<string> AskAsync(string words) => (await model.GetResponseAsync([new ChatMessage(ChatRole.User, words)])).Text;
    }

    [Fact]
    public async Task A_sentence_can_be_interrupted_in_the_middle()
    {
        var gate = new Gate();
        var model = new ScriptedModel().Says("Your order ").AndWaits(gate).AndSays("is lost.").Says("Yes?");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var first = test.Session.RunAsync("Where is it?");
        await gate.Reached;
        var second = await test.Session.RunAsync("Hello?");
        gate.Open();
        await test.SettleAsync();
        Assert.Equal("Your order ", (await first).Text);
        Assert.Equal("Yes?", second.Text);
        test.Expect.Exactly().Message("user", "Where").Message("assistant", "Your order").Message("user", "Hello?").Message("assistant", "Yes?").NoMore();
        test.Expect.NoMessage("assistant", "lost");
    }

    [Fact]
    public async Task A_gate_that_opens_lets_the_sentence_end()
    {
        var gate = new Gate();
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), new ScriptedModel().Says("Your order ").AndWaits(gate).AndSays("is here."));
        var turn = test.Session.RunAsync("Where is it?");
        await gate.Reached;
        Assert.False(gate.IsOpen);
        gate.Open();
        Assert.Equal("Your order is here.", (await turn).Text);
    }

    [Fact]
    public async Task A_model_that_hangs_is_given_up_in_time()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), new ScriptedModel().Hangs());
        var turn = test.Session.RunAsync("Hello.");
        await test.AdvanceAsync(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<TimeoutException>(() => turn);
    }

    [Fact]
    public async Task A_failure_of_the_model_reaches_whoever_asked()
    {
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), new ScriptedModel().Says("I ").AndFails(new IOException("reset")).Says("Again."));
        Assert.Equal("reset", (await Assert.ThrowsAsync<IOException>(() => test.Session.RunAsync("Hello."))).Message);
        Assert.Equal("Again.", (await test.Session.RunAsync("Hello?")).Text);
    }

    [Fact]
    public async Task Requests_are_recorded_as_they_were()
    {
        var model = new ScriptedModel().Calls("find_order", new { orderId = "A-1" }).Says("It is packed.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        await test.Session.RunAsync("Where is A-1?");
        Assert.Equal(2, model.Requests.Count);
        Assert.Equal("Where is A-1?", model.Requests[0].Newest);
        Assert.Equal("""
            request 2, tools: place_order, find_order (auto)
              instructions: You take orders by phone. Be brief.
              user: Where is A-1?
              assistant: [c1: find_order {"orderId":"A-1"}]
              tool: [c1: {"status":"packed"}]
            """, model.Requests[1].ToString());
        Assert.Equal("""{"status":"packed"}""", model.Requests[1].OutputOf("c1"));
    }

    [Fact]
    public async Task What_nobody_asked_for_is_told()
    {
        var model = new ScriptedModel().Says("Hello.").Says("I ").AndCalls("a", new { x = 1 }).AndFails(new IOException());
        await model.GetResponseAsync(s_hello);
        Assert.Equal(["""says "I ", calls a {"x":1}, fails with IOException"""], model.Unused);
    }

    public static TheoryData<string, AIContent[]> Breaches => new()
    {
        { "call a has no output", [Call("a")] },
        { "call a has no output right after it", [Call("a"), new TextContent("Hm."), Output("a")] },
        { "the output b answers no call", [Call("a"), Output("b"), Output("a")] },
        { "call a is answered twice, or too late", [Call("a"), Output("a"), Output("a")] },
        { "the id a is used by two calls", [Call("a"), Output("a"), Call("a"), Output("a")] },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_context_that_breaks_the_law_fails_the_test(string breach, AIContent[] contents)
    {
        var model = new ScriptedModel().Says("Hello.");
        var messages = contents.Select(content => new ChatMessage(content is FunctionResultContent ? ChatRole.Tool : ChatRole.Assistant, [content]));
        var failure = await Desk.FailsAsync(() => model.GetResponseAsync(messages));
        Assert.StartsWith($"The context breaks the law of the tool call: {breach}.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, model.Failure!.Message);
    }

    [Fact]
    public async Task A_breach_in_a_turn_that_nobody_waits_for_fails_the_test_all_the_same()
    {
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("One moment.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        var order = test.Mock("place_order");
        _ = test.Session.RunAsync("Two A-7.");
        await order.Started;
        await test.Session.RunAsync("Wait.");
        order.Complete("R-1");
        var failure = await Desk.FailsAsync(test.SettleAsync);
        Assert.Contains("Newest message: [c1_result: R-1]", failure.Message, StringComparison.Ordinal);
        await Desk.FailsAsync(async () => await test.DisposeAsync());
    }

    [Fact]
    public void A_script_says_what_is_wrong_with_it()
    {
        Assert.Contains("begin with Says", Assert.Throws<InvalidOperationException>(() => new ScriptedModel().AndSays("Hm.")).Message, StringComparison.Ordinal);
        Assert.Contains("use CallsRaw", Assert.Throws<ArgumentException>(() => new ScriptedModel().Calls("a", "text")).Message, StringComparison.Ordinal);
    }

    private static List<FunctionCallContent> Calls(ChatResponse response) => [.. response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];

    private static FunctionCallContent Call(string id) => new(id, "tool");

    private static FunctionResultContent Output(string id) => new(id, "output");
}
