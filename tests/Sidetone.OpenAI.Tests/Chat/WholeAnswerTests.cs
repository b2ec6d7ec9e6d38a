using Microsoft.Extensions.AI;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Chat;

public class WholeAnswerTests
{
    [Fact]
    public async Task Everything_a_server_says_of_its_answer_arrives()
    {
        var response = await AnswerAsync("""
            {"id":"r1","created":1700000000,"model":"m-2026","choices":[{"message":{"role":"assistant","content":"Hallo"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":10,"completion_tokens":4,"total_tokens":14,"prompt_tokens_details":{"cached_tokens":8},"completion_tokens_details":{"reasoning_tokens":3}}}
            """);

        Assert.Equal(("Hallo", "r1", "m-2026", ChatFinishReason.Stop), (response.Text, response.ResponseId, response.ModelId, response.FinishReason));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), response.CreatedAt);
        Assert.Equal(ChatRole.Assistant, Assert.Single(response.Messages).Role);
        var usage = response.Usage!;
        Assert.Equal((10, 4, 14, 8, 3), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount));
        Assert.IsType<System.Text.Json.JsonElement>(response.RawRepresentation);
    }

    [Fact]
    public async Task A_bare_answer_is_enough()
    {
        var response = await AnswerAsync("""{"id":null,"created":1.7e9,"usage":null,"choices":[{"message":{"content":"Hallo","tool_calls":null},"finish_reason":null}]}""");

        Assert.Equal(("Hallo", null, ChatFinishReason.Stop, null), (response.Text, response.ResponseId, response.FinishReason, response.Usage));
        Assert.Equal(1_700_000_000, response.CreatedAt?.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Calls_come_after_the_text_and_in_order()
    {
        var response = await AnswerAsync("""
            {"choices":[{"finish_reason":"tool_calls","message":{"content":"One moment.","tool_calls":[
              {"id":"a","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Köln\",\"days\":2}"}},
              {"id":"b","type":"function","function":{"name":"time","arguments":"{}"}}]}}]}
            """);

        var contents = Assert.Single(response.Messages).Contents;
        Assert.Equal("One moment.", Assert.IsType<TextContent>(contents[0]).Text);
        Assert.Equal(["a weather(city: Köln, days: 2)", "b time()"], contents.OfType<FunctionCallContent>().Select(call => call.InALine()));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Theory]
    [InlineData("""{"quantity":2,"quantity":5}""")]
    [InlineData("""{"items":[{"sku":"A","sku":"B"}]}""")]
    public async Task What_a_model_gives_twice_is_handed_on_as_it_wrote_it_because_nobody_knows_which_it_means(string arguments)
    {
        var response = await AnswerAsync($$$"""{"choices":[{"finish_reason":"tool_calls","message":{"tool_calls":[{"id":"a","function":{"name":"t","arguments":{{{arguments}}} }}]}}]}""");

        var call = Assert.IsType<FunctionCallContent>(Assert.Single(response.Messages[0].Contents));
        Assert.Null(call.Arguments);
        Assert.NotNull(call.Exception);
        Assert.Equal(arguments, call.AdditionalProperties!["sidetone.arguments"]);
    }

    [Fact]
    public async Task Two_calls_without_ids_of_the_same_tool_stay_two()
    {
        var response = await AnswerAsync("""
            {"choices":[{"finish_reason":"stop","message":{"tool_calls":[{"function":{"name":"t","arguments":""}},{"function":{"name":"t","arguments":{"a":1}}}]}}]}
            """);

        var calls = response.Messages[0].Contents.Cast<FunctionCallContent>().ToList();
        Assert.Equal(["t()", "t(a: 1)"], calls.Select(call => call.InALine()[(call.CallId.Length + 1)..]));
        Assert.NotEqual(calls[0].CallId, calls[1].CallId);
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public async Task Reasoning_is_not_text()
    {
        var response = await AnswerAsync("""{"choices":[{"message":{"reasoning_content":"They greet me.","content":"Hallo"},"finish_reason":"stop"}]}""");

        Assert.Equal("Hallo", response.Text);
        Assert.Equal("They greet me.", response.Messages[0].Contents.OfType<TextReasoningContent>().Single().Text);
    }

    [Fact]
    public async Task Content_in_parts_is_text() => Assert.Equal(
        "Hallo du", (await AnswerAsync("""{"choices":[{"message":{"content":[{"type":"text","text":"Hallo"},{"type":"text","text":" du"}]}}]}""")).Text);

    [Fact]
    public async Task A_refusal_is_an_error_that_says_so()
    {
        var response = await AnswerAsync("""{"choices":[{"message":{"content":null,"refusal":"I cannot."},"finish_reason":"stop"}]}""");

        var refusal = Assert.IsType<ErrorContent>(Assert.Single(response.Messages[0].Contents));
        Assert.Equal(("I cannot.", "Refusal"), (refusal.Message, refusal.ErrorCode));
    }

    [Theory]
    [InlineData("length", "length")]
    [InlineData("content_filter", "content_filter")]
    [InlineData("function_call", "tool_calls")]
    [InlineData("abort", "abort")]
    public async Task A_finish_reason_is_kept_whatever_it_is(string wire, string reason) => Assert.Equal(
        reason, (await AnswerAsync($$"""{"choices":[{"message":{"content":"x"},"finish_reason":"{{wire}}"}]}""")).FinishReason?.Value);

    [Fact]
    public async Task A_huge_answer_arrives_whole()
    {
        var text = new string('ä', 8_000_000);

        Assert.Equal(text, (await AnswerAsync($$$"""{"choices":[{"message":{"content":"{{{text}}}"}}]}""")).Text);
    }

    private static async Task<ChatResponse> AnswerAsync(string json)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json(json));
        return await server.Client().AskAsync();
    }
}
