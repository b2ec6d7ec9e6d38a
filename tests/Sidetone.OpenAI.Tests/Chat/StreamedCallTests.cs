using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Chat;

public class StreamedCallTests
{
    [Fact]
    public async Task A_call_that_comes_after_the_word_that_the_model_finished_is_not_lost()
    {
        const string Call = """{"tool_calls":[{"index":0,"id":"ID","function":{"name":"add","arguments":"{}"}}]}""";
        await using var server = await ScriptedServer.StartAsync(Answers.Events(
            Answers.Delta(Call.Replace("ID", "a", StringComparison.Ordinal), "stop"), Answers.Delta(Call.Replace("ID", "b", StringComparison.Ordinal), "stop")));

        var updates = await server.Client().StreamAsync();

        Assert.Equal(["a add()", "b add()"], updates.Calls().Select(call => call.InALine()));
        Assert.Equal(Microsoft.Extensions.AI.ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Fact]
    public async Task By_the_book_fragments_are_put_together_by_index()
    {
        var updates = await StreamAsync("tool_calls",
            """{"index":0,"id":"a","type":"function","function":{"name":"weather","arguments":""}}""",
            """{"index":0,"function":{"arguments":"{\"city\":\"K"}}""",
            """{"index":0,"function":{"arguments":"öln\",\"days\":2}"}}""",
            """{"index":1,"id":"b","type":"function","function":{"name":"time","arguments":"{}"}}""");

        Assert.Equal(["a weather(city: Köln, days: 2)", "b time()"], updates.Calls().Select(call => call.InALine()));
        Assert.All(updates.Calls(), call => Assert.Null(call.AdditionalProperties));
        Assert.All(updates.Calls()[0].Arguments!.Values, value => Assert.IsType<JsonElement>(value));
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Fact]
    public async Task A_call_is_told_as_soon_as_the_next_begins()
    {
        var started = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            await Answers.UnfinishedEvents(
                Answers.Calls("""{"index":0,"id":"a","function":{"name":"t","arguments":"{}"}}"""),
                Answers.Calls("""{"index":1,"id":"b","function":{"name":"t","arguments":"{"}}"""))(http);
            await started.Task; // the second is finished only once the first was seen
            await Answers.Events(Answers.Calls("""{"index":1,"function":{"arguments":"}"}}"""), Answers.Finish("tool_calls"))(http);
        });

        var calls = new List<string>();
        await foreach (var update in server.Client().GetStreamingResponseAsync([Conversation.Hello], null, TestContext.Current.CancellationToken))
        {
            calls.AddRange(update.Contents.OfType<FunctionCallContent>().Select(call => call.CallId));
            if (calls is ["a"])
                started.TrySetResult();
        }
        Assert.Equal(["a", "b"], calls);
    }

    [Fact]
    public async Task Calls_that_are_filled_in_turn_are_told_in_order_when_they_are_whole() => Assert.Equal(
        ["a t(x: 1)", "b t(x: 2)", "c t(x: 3)"],
        await CallsAsync(
            """{"index":0,"id":"a","function":{"name":"t","arguments":""}}""",
            """{"index":1,"id":"b","function":{"name":"t","arguments":"{\"x\":2}"}}""",
            """{"index":2,"id":"c","function":{"name":"t","arguments":"{\"x\":"}}""",
            """{"index":0,"function":{"arguments":"{\"x\":1}"}}""",
            """{"index":2,"function":{"arguments":"3}"}}"""));

    [Fact]
    public async Task Whole_calls_in_one_chunk_at_index_0_are_told_apart_by_id() => Assert.Equal(
        ["a t(x: 1)", "b t(x: 1)"],
        await CallsInOneChunkAsync(
            """{"index":0,"id":"a","function":{"name":"t","arguments":"{\"x\":1}"}}""", """{"index":0,"id":"b","function":{"name":"t","arguments":"{\"x\":1}"}}"""));

    [Fact]
    public async Task Fragments_at_index_0_belong_to_the_last_call_that_began() => Assert.Equal(
        ["a t(x: 1)", "b t(x: 2)"],
        await CallsAsync(
            """{"index":0,"id":"a","function":{"name":"t","arguments":""}}""", """{"index":0,"id":"","function":{"name":null,"arguments":"{\"x\":1}"}}""",
            """{"index":0,"id":"b","function":{"name":"t","arguments":""}}""", """{"index":0,"id":"","function":{"name":null,"arguments":"{\"x\":2}"}}"""));

    [Fact]
    public async Task An_id_and_a_name_repeated_in_every_fragment_are_one_call_each() => Assert.Equal(
        ["0 t(x: 1)", "1 t(x: 2)"],
        await CallsAsync(
            """{"index":0,"id":"0","function":{"name":"t","arguments":""}}""", """{"index":0,"id":"0","function":{"name":"t","arguments":"{\"x\":"}}""",
            """{"index":0,"id":"0","function":{"name":"t","arguments":"1}"}}""", """{"index":0,"id":"1","function":{"name":"t","arguments":"{\"x\":2}"}}"""));

    [Fact]
    public async Task An_id_made_up_anew_for_every_fragment_is_still_one_call() => Assert.Equal(
        ["r1 t(x: 1)"],
        await CallsAsync("""{"index":0,"id":"r1","function":{"name":"t"}}""", """{"index":0,"id":"r2","function":{"arguments":"{\"x\":"}}""", """{"index":0,"id":"r3","function":{"arguments":"1}"}}"""));

    [Fact]
    public async Task A_whole_call_said_again_as_a_summary_is_one_call() => Assert.Equal(
        ["a t(x: 1)"],
        await CallsAsync(
            """{"index":0,"id":"a","function":{"name":"t","arguments":"{\"x\":"}}""", """{"index":0,"function":{"arguments":"1}"}}""",
            """{"index":0,"id":"a","function":{"name":"t","arguments":"{\"x\":1}"}}"""));

    [Fact]
    public async Task Without_an_index_a_name_begins_a_call_and_the_rest_belongs_to_it() => Assert.Equal(
        ["a t(x: 1)", "b u(x: 2)"],
        await CallsAsync(
            """{"id":"a","function":{"name":"t","arguments":"{\"x\""}}""", """{"function":{"arguments":":1}"}}""",
            """{"id":"b","function":{"name":"u","arguments":"{\"x\""}}""", """{"function":{"arguments":":2}"}}"""));

    [Fact]
    public async Task Without_an_index_fragments_find_their_call_by_id() => Assert.Equal(
        ["a t(x: 1)", "b t(x: 2)"],
        await CallsAsync(
            """{"id":"a","function":{"name":"t"}}""", """{"id":"b","function":{"name":"t"}}""",
            """{"id":"a","function":{"arguments":"{\"x\":1}"}}""", """{"id":"b","function":{"arguments":"{\"x\":2}"}}"""));

    [Theory]
    [InlineData("\"index\":0,", "\"index\":1,")]
    [InlineData("\"index\":0,", "\"index\":0,")]
    [InlineData("", "")]
    public async Task Calls_without_ids_get_ids_of_their_own(string first, string second)
    {
        var calls = (await StreamAsync("tool_calls",
            $$$"""{ {{{first}}}"function":{"name":"t","arguments":"{\"x\":1}"}}""", $$$"""{ {{{second}}}"function":{"name":"t","arguments":"{\"x\":2}"}}""")).Calls();

        Assert.Equal(["t(x: 1)", "t(x: 2)"], calls.Select(call => call.InALine()[(call.CallId.Length + 1)..]));
        Assert.All(calls, call => Assert.StartsWith("call_", call.CallId));
        Assert.NotEqual(calls[0].CallId, calls[1].CallId);
    }

    [Fact]
    public async Task Calls_without_anything_but_names_stay_apart_in_one_chunk() => Assert.Equal(
        ["t()", "t()"],
        (await CallsInOneChunkAsync("""{"function":{"name":"t"}}""", """{"function":{"name":"t"}}""")).Select(call => call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    [Fact]
    public async Task An_id_used_twice_in_one_answer_is_replaced_the_second_time()
    {
        var calls = await CallsAsync("""{"index":0,"id":"a","function":{"name":"t","arguments":"{}"}}""", """{"index":1,"id":"a","function":{"name":"u","arguments":"{}"}}""");

        Assert.Equal("a t()", calls[0]);
        Assert.Matches("^call_[0-9a-f]{32} u\\(\\)$", calls[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"arguments\":\"\"")]
    [InlineData(",\"arguments\":null")]
    [InlineData(",\"arguments\":\"null\"")]
    [InlineData(",\"arguments\":\" \\n\"")]
    [InlineData(",\"arguments\":{}")]
    public async Task No_arguments_are_none(string arguments)
    {
        var call = Assert.Single((await StreamAsync("tool_calls", $$$"""{"index":0,"id":"a","function":{"name":"t"{{{arguments}}}}}""")).Calls());

        Assert.Empty(call.Arguments!);
        Assert.Equal((null, null), (call.AdditionalProperties, call.Exception));
    }

    [Fact]
    public async Task Arguments_that_are_an_object_and_not_its_text_are_read() => Assert.Equal(
        ["a t(x: 1, y: )"], await CallsAsync("""{"index":0,"id":"a","function":{"name":"t","arguments":{"x":1,"y":null}}}"""));

    [Theory]
    [InlineData("{\"x\": 1,}")]
    [InlineData("```json\n{\"x\": 1}\n```")]
    [InlineData("[1]")]
    [InlineData("\"{\\\"x\\\": 1}\"")]
    [InlineData("{\"x\": \"Kö")]
    [InlineData("{} {}")]
    [InlineData("{\"\\ud800\": 1}")]
    public async Task Arguments_that_are_no_object_are_carried_as_text(string text)
    {
        var call = Assert.Single((await StreamAsync("tool_calls", $$$"""{"index":0,"id":"a","function":{"name":"t","arguments":{{{JsonSerializer.Serialize(text)}}}}}""")).Calls());

        Assert.Null(call.Arguments);
        Assert.Equal(text, call.AdditionalProperties!["sidetone.arguments"]);
        Assert.NotNull(call.Exception);
    }

    [Fact]
    public async Task Arguments_with_half_a_character_are_carried_as_text()
    {
        var call = Assert.Single((await StreamAsync("tool_calls", """{"index":0,"id":"a","function":{"name":"t","arguments":"{\"x\": \"\ud83d\"}"}}""")).Calls());

        Assert.Equal((null, "{\"x\": \"\ud83d\"}"), (call.Arguments, call.AdditionalProperties!["sidetone.arguments"]));
    }

    [Fact]
    public async Task A_character_cut_in_half_between_fragments_is_whole_again() => Assert.Equal(
        ["a t(x: 👋)"],
        await CallsAsync("""{"index":0,"id":"a","function":{"name":"t","arguments":"{\"x\": \"\ud83d"}}""", """{"index":0,"function":{"arguments":"\udc4b\"}"}}"""));

    [Fact]
    public async Task Numbers_keep_their_digits() => Assert.Equal(
        ["a t(x: 12345678901234567890.10)"], await CallsAsync("""{"index":0,"id":"a","function":{"name":"t","arguments":"{\"x\":12345678901234567890.10}"}}"""));

    [Fact]
    public async Task Calls_in_spite_of_a_stop_are_calls()
    {
        var updates = await StreamAsync("stop", """{"index":0,"id":"a","function":{"name":"t","arguments":"{}"}}""");

        Assert.Equal(["a t()"], updates.Calls().Select(call => call.InALine()));
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"x\":")]
    public async Task A_call_cut_off_at_the_limit_is_not_taken_for_one_without_arguments(string arguments)
    {
        var updates = await StreamAsync("length", $$$"""{"index":0,"id":"a","function":{"name":"t","arguments":{{{JsonSerializer.Serialize(arguments)}}}}}""");
        var call = Assert.Single(updates.Calls());

        Assert.Null(call.Arguments);
        Assert.Equal(arguments, call.AdditionalProperties!["sidetone.arguments"]);
        Assert.Equal(ChatFinishReason.Length, updates[^1].FinishReason);
    }

    [Fact]
    public async Task Calls_of_a_server_that_only_says_it_is_done_are_told()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Events(Answers.Calls("""{"index":0,"id":"a","function":{"name":"t","arguments":"{}"}}""")));
        var updates = await server.Client().StreamAsync();

        Assert.Equal(["a t()"], updates.Calls().Select(call => call.InALine()));
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_cut_within_a_call_fails_and_tells_no_half_call(bool torn)
    {
        string[] chunks =
        [
            Answers.Calls("""{"index":0,"id":"a","function":{"name":"t","arguments":"{}"}}"""),
            Answers.Calls("""{"index":1,"id":"b","function":{"name":"t","arguments":"{\"x\":1"}}"""),
        ];
        await using var server = await ScriptedServer.StartAsync(torn ? Answers.EventsThenDrop(chunks) : Answers.UnfinishedEvents(chunks));

        var calls = new List<string>();
        var failure = await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            await foreach (var update in server.Client().GetStreamingResponseAsync([Conversation.Hello], null, TestContext.Current.CancellationToken))
                calls.AddRange(update.Contents.OfType<FunctionCallContent>().Select(call => call.CallId));
        });

        Assert.Equal(("The stream ended before the model finished.", HttpRequestError.ResponseEnded), (failure.Message, failure.HttpRequestError));
        Assert.DoesNotContain("b", calls);
        Assert.Single(server.Requests); // what has begun is never asked for again
    }

    private static async Task<IReadOnlyList<string>> CallsAsync(params string[] fragments) =>
        [.. (await StreamAsync("tool_calls", fragments)).Calls().Select(call => call.InALine())];

    private static async Task<IReadOnlyList<string>> CallsInOneChunkAsync(params string[] fragments)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Events(Answers.Calls(fragments), Answers.Finish("stop")));
        return [.. (await server.Client().StreamAsync()).Calls().Select(call => call.InALine())];
    }

    private static async Task<List<ChatResponseUpdate>> StreamAsync(string finish, params string[] fragments)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Events([.. fragments.Select(fragment => Answers.Calls(fragment)), Answers.Finish(finish)]));
        return await server.Client().StreamAsync();
    }
}
