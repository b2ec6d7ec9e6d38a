using Microsoft.Extensions.AI;

namespace Sidetone.Tests.Offline;

public sealed class OfflineModelTests
{
    private const string Running = "This is still running; its result will follow. Do not call it again, and do not guess its result.";

    private static readonly AIFunctionDeclaration s_find = Talk.Tool(
        "find_order", "Looks up an order: where it is.", """ "orderId":{"type":"string","description":"As printed on the receipt, e.g. A-1027.","pattern":"^A-\\d{4}$"} """, "orderId");

    private static readonly AIFunctionDeclaration s_place = Talk.Tool(
        "place_order", "Places an order.", """ "sku":{"type":"string","pattern":"^[A-Z]-\\d{1,2}$"},"quantity":{"type":"integer","description":"How many."} """, "sku quantity");

    private static readonly AIFunctionDeclaration s_cancel = Talk.Tool(
        "cancel_order", "Cancels an order.", """ "orderId":{"type":"string","description":"As printed on the receipt, e.g. A-1027.","pattern":"^A-\\d{4}$"} """, "orderId");

    private static readonly AIFunctionDeclaration s_time = Talk.Tool("time_in", "Tells what time it is somewhere.", """ "place":{"type":"string"} """, "place");

    private static Talk Desk() => new(s_find, s_place, s_cancel, s_time);

    [Theory]
    [InlineData("Where is order A-1027?", "find_order(orderId: \"A-1027\")")]
    [InlineData("cancel A-1027 please", "cancel_order(orderId: \"A-1027\")")]
    [InlineData("Order two A-7", "place_order(sku: \"A-7\", quantity: 2)")]
    [InlineData("What time is it in New York?", "time_in(place: \"New York\")")]
    [InlineData("A-1027", "find_order(orderId: \"A-1027\")")]
    public async Task It_picks_a_tool_by_words_and_by_what_fills_it(string text, string call) => Assert.Equal(call, await Desk().SayAsync(text));

    [Theory]
    [InlineData("Where is A-1027 and what time is it in Tokyo?", "find_order(orderId: \"A-1027\")\ntime_in(place: \"Tokyo\")")]
    [InlineData("Where is A-1027 and A-1028?", "find_order(orderId: \"A-1027\")\nfind_order(orderId: \"A-1028\")")]
    [InlineData("Order two A-7 and three B-2.", "place_order(sku: \"A-7\", quantity: 2)\nplace_order(sku: \"B-2\", quantity: 3)")]
    [InlineData("Hi! Cancel A-1027, then order 1 A-7", "cancel_order(orderId: \"A-1027\")\nplace_order(sku: \"A-7\", quantity: 1)")]
    [InlineData("Where is A-1027? Where is A-1027?", "find_order(orderId: \"A-1027\")")]
    [InlineData("order an A-7 and make it 3", "place_order(sku: \"A-7\", quantity: 3)")]
    public async Task Requests_that_are_clearly_apart_become_calls_of_one_response(string text, string calls) =>
        Assert.Equal(calls, await Desk().SayAsync(text));

    [Fact]
    public async Task It_asks_for_what_is_missing_and_takes_the_next_message_as_the_answer()
    {
        var talk = Desk();
        Assert.Equal("To cancel order, I need the order id (as printed on the receipt, e.g. A-1027). What is it?", await talk.SayAsync("cancel my order"));
        Assert.Equal("cancel_order(orderId: \"A-1027\")", await talk.SayAsync("it is A-1027"));
        Assert.Equal("Done.", await talk.AnswerAsync("Done."));
    }

    [Fact]
    public async Task It_asks_again_for_the_next_thing_that_is_missing()
    {
        var talk = Desk();
        Assert.StartsWith("To place order, I need the sku.", await talk.SayAsync("place an order"), StringComparison.Ordinal);
        Assert.StartsWith("To place order, I need the quantity (how many).", await talk.SayAsync("A-7"), StringComparison.Ordinal);
        Assert.Equal("place_order(sku: \"A-7\", quantity: 3)", await talk.SayAsync("three"));
    }

    [Fact]
    public async Task A_question_can_be_left_open()
    {
        var talk = Desk();
        await talk.SayAsync("cancel my order");
        Assert.Equal("All right, I leave that.", await talk.SayAsync("never mind"));
        Assert.Equal("You are welcome.", await talk.SayAsync("thanks"));
    }

    [Fact]
    public async Task Another_request_is_no_answer()
    {
        var talk = Desk();
        await talk.SayAsync("cancel my order");
        Assert.Equal("time_in(place: \"Tokyo\")", await talk.SayAsync("what time is it in Tokyo?"));
    }

    [Fact]
    public async Task What_can_be_done_is_done_before_it_asks_for_the_rest()
    {
        var talk = Desk();
        Assert.Equal("time_in(place: \"Tokyo\")", await talk.SayAsync("What time is it in Tokyo? And please cancel my order."));
        Assert.Equal("It is noon. To cancel order, I need the order id (as printed on the receipt, e.g. A-1027). What is it?", await talk.AnswerAsync("It is noon."));
        Assert.Equal("cancel_order(orderId: \"A-1027\")", await talk.SayAsync("A-1027"));
    }

    [Theory]
    [InlineData("It is packed.", "It is packed.")]
    [InlineData("It is packed", "It is packed.")]
    [InlineData("""{"id":"A-1","inStock":true,"leaves":"2026-11-22","note":null,"lines":[{"sku":"A-7","quantity":2}]}""", "Order A-1: in stock yes, leaves tomorrow, lines sku A-7, quantity 2.")]
    [InlineData("""["a","b","c"]""", "Find order found 3: a, b and c.")]
    [InlineData("[]", "Find order found nothing.")]
    [InlineData("42", "That is 42.")]
    [InlineData("false", "That is no.")]
    [InlineData("{not json", "{not json.")]
    [InlineData("", "Find order is done.")]
    [InlineData(Running, "Find order is still running; I will tell you when it is done.")]
    [InlineData("The arguments of find_order are not valid, so it was not run. quantity must be at most 9. Correct this and call it again.", "That did not work: quantity must be at most 9.")]
    [InlineData("It is placed.\n(This repeats c1, so it was not run a second time. To do it again on purpose, call it once more now.)", "It is placed. It was not done twice.")]
    [InlineData("{\"id\":\"a\\ud83d\"}", "{\"id\":\"a\\ud83d\"}.")]
    [InlineData("{\"a\ud83d", "{\"a\ud83d.")]
    public async Task Results_are_read_back_in_sentences(string result, string sentence)
    {
        var talk = Desk();
        await talk.SayAsync("Where is A-1027?");
        Assert.Equal(sentence, await talk.AnswerAsync(result));
    }

    [Fact]
    public async Task Several_results_are_read_in_the_order_of_their_calls()
    {
        var talk = Desk();
        await talk.SayAsync("Where is A-1027 and what time is it in Tokyo?");
        Assert.Equal("It is packed. It is noon.", await talk.AnswerAsync("It is packed.", "It is noon."));
    }

    [Fact]
    public async Task A_call_that_was_talked_over_is_told_when_its_result_comes()
    {
        var talk = Desk();
        await talk.SayAsync("Order two A-7");
        talk.Messages.Add(new(ChatRole.Tool, [new FunctionResultContent("offline_1", Running)]));
        Assert.Equal("Place order is still running; I will tell you when it is done.\ntime_in(place: \"Tokyo\")", await talk.SayAsync("What time is it in Tokyo?"));
        Assert.Equal("It is noon.", await talk.AnswerAsync("It is noon."));

        // The result follows as a pair of its own.
        talk.Messages.Add(new(ChatRole.Assistant, [new FunctionCallContent("offline_1_result", "place_order")]));
        talk.Messages.Add(new(ChatRole.Tool, [new FunctionResultContent("offline_1_result", "Receipt R-1.")]));
        Assert.Equal("Receipt R-1.", await talk.GoOnAsync(mode: null));
    }

    [Fact]
    public async Task A_result_and_its_repeat_are_told_once()
    {
        var talk = Desk();
        await talk.SayAsync("Where is A-1027 and A-1028?");
        Assert.Equal("Packed. It was not done twice.", await talk.AnswerAsync("Packed.", "Packed.\n(This repeats c1, so it was not run a second time.)"));
    }

    [Fact]
    public async Task A_late_result_is_told_before_the_next_request_is_served()
    {
        var talk = Desk();
        await talk.SayAsync("Order two A-7");
        talk.Messages.Add(new(ChatRole.Tool, [new FunctionResultContent("offline_1", Running)]));
        await talk.SayAsync("hello");
        talk.Messages.Add(new(ChatRole.User, "Where is A-1027?"));
        talk.Messages.Add(new(ChatRole.Assistant, [new FunctionCallContent("offline_1_result", "place_order")]));
        talk.Messages.Add(new(ChatRole.Tool, [new FunctionResultContent("offline_1_result", "Receipt R-1.")]));
        Assert.Equal("Receipt R-1.\nfind_order(orderId: \"A-1027\")", await talk.GoOnAsync(mode: null));
    }

    [Fact]
    public async Task Words_that_were_cut_off_before_they_were_heard_count_too()
    {
        var talk = Desk();
        talk.Messages.Add(new(ChatRole.User, "Order two A-7"));
        Assert.Equal("place_order(sku: \"A-7\", quantity: 2)\ntime_in(place: \"Tokyo\")", await talk.SayAsync("What time is it in Tokyo?"));
    }

    [Fact]
    public async Task Unless_the_next_words_take_them_back()
    {
        var talk = Desk();
        talk.Messages.Add(new(ChatRole.User, "Order two A-7"));
        Assert.Equal("place_order(sku: \"B-2\", quantity: 3)", await talk.SayAsync("No, order three B-2"));
    }

    [Fact]
    public async Task A_note_from_the_system_is_passed_on_and_is_not_the_callers()
    {
        var talk = Desk();
        Assert.Equal("find_order(orderId: \"A-1027\")", await talk.SayAsync("Where is A-1027?"));
        await talk.AnswerAsync("It is packed.");
        talk.Messages.Add(new(ChatRole.User, "(A note from the system, not from the caller: c1 (find_order) was given up earlier.)"));
        Assert.Equal("News: c1 (find_order) was given up earlier.", await talk.GoOnAsync(mode: null));
    }

    [Theory]
    [InlineData("hello", "Hello. I am Sidetone's offline model: I only match words to tools. I can: find order, place order, cancel order and time in.")]
    [InlineData("why is the sky blue?", "I did not find a tool for that. I am the offline model and only match words. I can: find order, place order, cancel order and time in.")]
    [InlineData("thanks a lot", "You are welcome.")]
    public async Task It_is_honest_about_what_it_is(string text, string answer) => Assert.Equal(answer, await Desk().SayAsync(text));

    [Fact]
    public async Task Without_tools_it_says_so() =>
        Assert.EndsWith("No tools are offered to me, so there is nothing I can do.", await new Talk().SayAsync("Where is A-1027?"), StringComparison.Ordinal);

    [Fact]
    public async Task It_greets_when_nobody_has_spoken() => Assert.StartsWith("Hello.", await Desk().GoOnAsync(mode: null), StringComparison.Ordinal);

    [Fact]
    public async Task Tool_mode_none_is_kept() =>
        Assert.Equal("I may not use tools for this reply; otherwise I would find order.", await Desk().SayAsync("Where is A-1027?", ChatToolMode.None));

    [Fact]
    public async Task A_required_tool_is_called_whatever_was_said()
    {
        Assert.Equal("time_in(place: \"A-1027\")", await Desk().SayAsync("Where is A-1027?", ChatToolMode.RequireSpecific("time_in")));
        Assert.StartsWith("find_order(", await Desk().SayAsync("Where is A-1027?", ChatToolMode.RequireAny), StringComparison.Ordinal);
        Assert.Contains("(", await Desk().SayAsync("blah", ChatToolMode.RequireAny), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_required_call_it_answers_in_words()
    {
        var talk = Desk();
        await talk.SayAsync("Where is A-1027?", ChatToolMode.RequireAny);
        Assert.Equal("It is packed.", await talk.AnswerAsync("It is packed."));
    }

    [Fact]
    public async Task It_streams_word_by_word_and_ends_with_a_reason()
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in new OfflineModel(Talk.Saturday).GetStreamingResponseAsync([new(ChatRole.User, "thanks")], null, TestContext.Current.CancellationToken))
            updates.Add(update);
        Assert.Equal(["You ", "are ", "welcome.", ""], updates.Select(u => u.Text));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
    }

    [Fact]
    public void Its_name_is_offline()
    {
        using var model = new OfflineModel();
        var metadata = (ChatClientMetadata)model.GetService(typeof(ChatClientMetadata))!;
        Assert.Equal(("offline", "offline"), (metadata.ProviderName, metadata.DefaultModelId));
        Assert.Same(model, model.GetService(typeof(OfflineModel)));
        Assert.Null(model.GetService(typeof(string)));
    }

    [Fact]
    public async Task One_model_serves_many_talks_at_once()
    {
        using var model = new OfflineModel(Talk.Saturday);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            await Task.Yield();
            var tools = i % 2 == 0 ? new ChatOptions { Tools = [s_find] } : new ChatOptions { Tools = [s_time] };
            var response = await model.GetResponseAsync([new(ChatRole.User, i % 2 == 0 ? $"where is A-{1000 + i}" : "what time is it in Oslo")], tools);
            return ((FunctionCallContent)response.Messages[0].Contents.First(c => c is FunctionCallContent)).Arguments!.Values.Single()!.ToString()!;
        }));
        Assert.All(answers, (answer, i) => Assert.Equal(i % 2 == 0 ? $"A-{1000 + i}" : "Oslo", answer));
    }
}
