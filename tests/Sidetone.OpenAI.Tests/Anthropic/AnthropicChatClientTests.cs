using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Anthropic;

/// <summary>How the official client of Anthropic behaves as an <see cref="IChatClient"/>, where whoever drives one must know it.</summary>
public class AnthropicChatClientTests
{
    private static readonly AIFunctionDeclaration s_weather = AIFunctionFactory.CreateDeclaration(
        "weather", "Tells the weather.", JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"""));

    [Fact]
    public async Task It_answers_over_plain_http_and_puts_instructions_behind_system_messages()
    {
        await using var server = await ScriptedServer.StartAsync(AnthropicEvents.Message("""{"type":"text","text":"Hallo"}"""));
        var response = await Client(server).GetResponseAsync(
            [new(ChatRole.System, "Older."), Conversation.Hello], new ChatOptions { Instructions = "Be brief." }, TestContext.Current.CancellationToken);

        Assert.Equal(("Hallo", "msg_1", ChatFinishReason.Stop), (response.Text, response.ResponseId, response.FinishReason));
        Assert.Equal("/v1/messages", server.Request.Path);
        Assert.Equal("Bearer sk-ant-test-0123456789", server.Request.Headers["Authorization"]);
        Assert.Equal(
            """{"max_tokens":1000,"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]"""
            + ""","model":"claude-x","system":[{"type":"text","text":"Older."},{"type":"text","text":"Be brief."}]}""",
            server.Request.Body);
    }

    [Fact]
    public async Task A_call_and_its_result_go_there_and_back()
    {
        await using var server = await ScriptedServer.StartAsync(
            AnthropicEvents.Message("""{"type":"text","text":"One moment."},{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Köln"}}""", "tool_use"),
            AnthropicEvents.Message("""{"type":"text","text":"12 degrees."}"""));
        var client = Client(server);
        var options = new ChatOptions { Tools = [s_weather] };

        var asked = await client.AskAsync(options);
        Assert.Equal(ChatFinishReason.ToolCalls, asked.FinishReason);
        Assert.Equal("toolu_1 weather(city: Köln)", asked.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single().InALine());

        List<ChatMessage> history = [Conversation.Hello, .. asked.Messages, new(ChatRole.Tool, [new FunctionResultContent("toolu_1", "12 °C")])];
        Assert.Equal("12 degrees.", (await client.GetResponseAsync(history, options, TestContext.Current.CancellationToken)).Text);
        Assert.Equal(
            """[{"role":"user","content":[{"type":"text","text":"hi"}]},"""
            + """{"role":"assistant","content":[{"type":"text","text":"One moment."},{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Köln"}}]},"""
            + """{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","is_error":false,"content":"12 °C"}]}]""",
            JsonElement.Parse(server.Requests[1].Body).GetProperty("messages").GetRawText());
        // The schema is closed on the way, whatever the declaration says.
        Assert.Equal(
            """[{"name":"weather","description":"Tells the weather.","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}}]""",
            JsonElement.Parse(server.Requests[1].Body).GetProperty("tools").GetRawText());
    }

    public static TheoryData<object?, string> Results => new()
    {
        { "plain \"text\"", "plain \"text\"" },
        { "", "" },
        { JsonElement.Parse("\"text\""), "\"text\"" }, // the trap: text becomes JSON of text
        { JsonElement.Parse("{\"a\":[1]}"), "{\n  \"a\": [\n    1\n  ]\n}" }, // and data is indented, for which a model pays
        { new Dictionary<string, object?> { ["a"] = 1 }, "{\n  \"a\": 1\n}" },
        { JsonElement.Parse("null"), "null" },
        { null, "null" }, // and nothing becomes a word
        { 0, "0" },
    };

    [Theory, MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public async Task Only_a_result_that_is_a_string_arrives_as_it_is(object? result, string content)
    {
        var block = await ResultBlockAsync(new FunctionResultContent("toolu_1", result));

        Assert.Equal((content, false), (block.GetProperty("content").GetString(), block.GetProperty("is_error").GetBoolean()));
    }

    [Fact]
    public async Task What_a_function_returns_as_a_string_is_a_json_string_and_falls_into_the_trap()
    {
        var function = AIFunctionFactory.Create(() => "{\"order\":1}", "order");
        var returned = await function.InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("\"{\\\"order\\\":1}\"", (await ResultBlockAsync(new FunctionResultContent("toolu_1", returned))).GetProperty("content").GetString());
        Assert.Equal("{\"order\":1}", (await ResultBlockAsync(new FunctionResultContent("toolu_1", ((JsonElement)returned!).GetString()))).GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("It said no.", "It said no.")]
    [InlineData(null, "null")]
    public async Task An_exception_marks_the_result_as_an_error_and_is_not_quoted(string? result, string content)
    {
        var block = await ResultBlockAsync(new FunctionResultContent("toolu_1", result) { Exception = new InvalidOperationException("password=hunter2") });

        Assert.Equal((content, true), (block.GetProperty("content").GetString(), block.GetProperty("is_error").GetBoolean()));
    }

    [Fact]
    public async Task Results_in_one_message_stay_in_one()
    {
        await using var server = await ScriptedServer.StartAsync(AnthropicEvents.Message("""{"type":"text","text":"ok"}"""));
        ChatMessage calls = new(ChatRole.Assistant, [new FunctionCallContent("a", "weather"), new FunctionCallContent("b", "weather")]);
        FunctionResultContent[] results = [new("a", "1"), new("b", "2")];

        await Client(server).GetResponseAsync([Conversation.Hello, calls, new(ChatRole.Tool, [.. results])], null, TestContext.Current.CancellationToken);
        await Client(server).GetResponseAsync([Conversation.Hello, calls, .. results.Select(result => new ChatMessage(ChatRole.Tool, [result]))], null, TestContext.Current.CancellationToken);

        Assert.Equal([3, 4], server.Requests.Select(request => JsonElement.Parse(request.Body).GetProperty("messages").GetArrayLength()));
    }

    [Fact]
    public async Task A_streamed_call_comes_once_and_whole()
    {
        var updates = await StreamAsync(
            AnthropicEvents.Start, AnthropicEvents.TextStart, AnthropicEvents.Text("Hal"), AnthropicEvents.Text("lo"), AnthropicEvents.TextStop,
            AnthropicEvents.CallStart, AnthropicEvents.Arguments("{\"city\": \"K"), AnthropicEvents.Arguments("öln\"}"), AnthropicEvents.CallStop,
            AnthropicEvents.Finish("tool_use"), AnthropicEvents.Stop);

        var response = updates.ToChatResponse();
        Assert.Equal(("Hallo", ChatFinishReason.ToolCalls, 9), (response.Text, response.FinishReason, response.Usage?.OutputTokenCount));
        Assert.Equal("toolu_1 weather(city: Köln)", Assert.Single(updates.Calls()).InALine());
    }

    [Fact]
    public async Task A_streamed_call_without_arguments_has_null_and_no_exception()
    {
        var call = Assert.Single((await StreamAsync(
            AnthropicEvents.Start, AnthropicEvents.CallStart, AnthropicEvents.CallStop, AnthropicEvents.Finish("tool_use"), AnthropicEvents.Stop)).Calls());

        Assert.Equal((null, null), (call.Arguments, call.Exception));
    }

    [Fact]
    public async Task A_streamed_call_with_broken_arguments_has_null_and_an_exception_and_its_text_is_lost()
    {
        var call = Assert.Single((await StreamAsync(
            AnthropicEvents.Start, AnthropicEvents.CallStart, AnthropicEvents.Arguments("{\"city\": \"K"), AnthropicEvents.CallStop, AnthropicEvents.Finish("tool_use"), AnthropicEvents.Stop)).Calls());

        Assert.Null(call.Arguments);
        Assert.NotNull(call.Exception);
        Assert.Null(call.AdditionalProperties);
    }

    [Fact]
    public async Task A_stream_that_is_cut_ends_as_if_all_were_well_but_without_a_finish_reason()
    {
        var updates = await StreamAsync(
            AnthropicEvents.Start, AnthropicEvents.TextStart, AnthropicEvents.Text("Hal"), AnthropicEvents.TextStop,
            AnthropicEvents.CallStart, AnthropicEvents.Arguments("{\"city\": \"K\"}"), AnthropicEvents.CallStop);

        Assert.Null(updates.ToChatResponse().FinishReason);
        Assert.Single(updates.Calls()); // a call that had come whole is told; one that had not is none
        Assert.Empty((await StreamAsync(AnthropicEvents.Start, AnthropicEvents.CallStart, AnthropicEvents.Arguments("{\"city\": \"K\"}"))).Calls());
    }

    [Fact]
    public async Task An_error_within_a_stream_is_thrown() => await Assert.ThrowsAnyAsync<Exception>(() => StreamAsync(
        AnthropicEvents.Start, AnthropicEvents.TextStart, AnthropicEvents.Text("Hal"), """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"""));

    [Fact]
    public async Task Its_failures_can_be_described_without_the_key()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json("""{"type":"error","error":{"type":"authentication_error","message":"bad sk-ant-test-0123456789"}}""", 401));

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Client(server).AskAsync());

        Assert.Equal(
            """Status Code: Unauthorized {"type":"error","error":{"type":"authentication_error","message":"bad ***"}}""", OpenAIChatClient.Describe(failure));
    }

    [Fact]
    public async Task Cancelling_ends_a_stream_in_its_middle()
    {
        var aborted = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            using var registration = http.RequestAborted.Register(aborted.SetResult);
            await AnthropicEvents.Stream(AnthropicEvents.Start, AnthropicEvents.TextStart, AnthropicEvents.Text("Hal"))(http);
            await aborted.Task;
        });
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Client(server).GetStreamingResponseAsync([Conversation.Hello], null, cancel.Token))
            {
                if (update.Text.Length > 0)
                    cancel.CancelAfter(TimeSpan.Zero);
            }
        });
        await aborted.Task;
    }

    private static IChatClient Client(ScriptedServer server) => new AnthropicClient(new ClientOptions
    {
        BaseUrl = server.Url.GetLeftPart(UriPartial.Authority),
        ApiKey = "sk-ant-test-0123456789",
        MaxRetries = 0,
    }).AsIChatClient("claude-x", defaultMaxOutputTokens: 1000);

    private static async Task<List<ChatResponseUpdate>> StreamAsync(params string[] events)
    {
        await using var server = await ScriptedServer.StartAsync(AnthropicEvents.Stream(events));
        return await Client(server).StreamAsync();
    }

    private static async Task<JsonElement> ResultBlockAsync(FunctionResultContent result)
    {
        await using var server = await ScriptedServer.StartAsync(AnthropicEvents.Message("""{"type":"text","text":"ok"}"""));
        ChatMessage call = new(ChatRole.Assistant, [new FunctionCallContent("toolu_1", "weather")]);
        await Client(server).GetResponseAsync([Conversation.Hello, call, new(ChatRole.Tool, [result])], null, TestContext.Current.CancellationToken);
        return JsonElement.Parse(server.Request.Body).GetProperty("messages")[2].GetProperty("content")[0];
    }
}
