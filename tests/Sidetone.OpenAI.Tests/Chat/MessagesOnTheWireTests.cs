using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Chat;

public class MessagesOnTheWireTests
{
    [Fact]
    public async Task Instructions_come_first_as_a_system_message() => Assert.Equal(
        """[{"role":"system","content":"Be brief."},{"role":"system","content":"Older."},{"role":"user","content":"hi"}]""",
        await WireAsync(new ChatOptions { Instructions = "Be brief." }, new(ChatRole.System, "Older."), new(ChatRole.User, "hi")));

    [Fact]
    public async Task A_role_of_the_callers_own_goes_out_as_it_is() => Assert.Equal(
        """[{"role":"developer","content":"Obey."}]""", await WireAsync(new ChatMessage(new ChatRole("developer"), "Obey.")));

    [Fact]
    public async Task Text_keeps_its_quotes_and_scripts_unescaped_and_half_a_character_does_no_harm() => Assert.Equal(
        """[{"role":"user","content":"\"Grüße\" <東京> '&' \uD83D\uDC4B\n\uFFFD"}]""", await WireAsync(new ChatMessage(ChatRole.User, "\"Grüße\" <東京> '&' 👋\n\ud83d")));

    [Fact]
    public async Task A_message_without_content_is_an_empty_one() => Assert.Equal(
        """[{"role":"user","content":""},{"role":"assistant","content":""}]""",
        await WireAsync(new ChatMessage(ChatRole.User, []), new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("hm")])));

    [Fact]
    public async Task An_authors_name_is_written_as_far_as_the_wire_allows() => Assert.Equal(
        """[{"role":"user","name":"Ada_L","content":"a"},{"role":"user","content":"b"}]""",
        await WireAsync(new ChatMessage(ChatRole.User, "a") { AuthorName = "Ada L." }, new ChatMessage(ChatRole.User, "b") { AuthorName = "東京" }));

    [Fact]
    public async Task Images_go_out_by_address_and_as_data_with_their_detail()
    {
        var message = new ChatMessage(ChatRole.User,
        [
            new TextContent("What is it?"),
            new UriContent("https://example.com/a.png", "image/png") { AdditionalProperties = new() { ["detail"] = "low" } },
            new DataContent(new byte[] { 1, 2, 3 }, "image/jpeg"),
        ]);

        Assert.Equal(
            """[{"role":"user","content":[{"type":"text","text":"What is it?"},"""
            + """{"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"low"}},"""
            + """{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,AQID"}}]}]""",
            await WireAsync(message));
    }

    [Fact]
    public async Task Sounds_and_documents_go_out_as_their_own_parts()
    {
        var message = new ChatMessage(ChatRole.User,
        [
            new DataContent(new byte[] { 1, 2, 3 }, "audio/wav"),
            new DataContent(new byte[] { 4, 5, 6 }, "application/pdf") { Name = "bill.pdf" },
            new HostedFileContent("file-1"),
        ]);

        Assert.Equal(
            """[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"AQID","format":"wav"}},"""
            + """{"type":"file","file":{"filename":"bill.pdf","file_data":"data:application/pdf;base64,BAUG"}},"""
            + """{"type":"file","file":{"file_id":"file-1"}}]}]""",
            await WireAsync(message));
    }

    [Fact]
    public async Task What_the_wire_cannot_carry_is_refused_and_never_left_out()
    {
        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => WireAsync(new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1 }, "video/mp4")])));

        Assert.Equal("Chat completions takes text, images, WAV and MP3 sound and PDF documents, but no video/mp4.", failure.Message);
    }

    [Fact]
    public async Task An_assistants_calls_and_their_results_are_paired_by_id()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.Assistant,
            [
                new TextContent("One moment."),
                new FunctionCallContent("c1", "weather", new Dictionary<string, object?> { ["city"] = "Köln", ["days"] = JsonElement.Parse("2.0"), ["unit"] = null }),
                new FunctionCallContent("c2", "time", null),
            ]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "12 °C"), new FunctionResultContent("c2", "noon")]),
        ];

        Assert.Equal(
            """[{"role":"assistant","content":"One moment.","tool_calls":["""
            + """{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Köln\",\"days\":2.0,\"unit\":null}"}},"""
            + """{"id":"c2","type":"function","function":{"name":"time","arguments":"{}"}}]},"""
            + """{"role":"tool","tool_call_id":"c1","content":"12 °C"},{"role":"tool","tool_call_id":"c2","content":"noon"}]""",
            await WireAsync(messages));
    }

    [Fact]
    public async Task A_call_without_text_has_null_content_and_reasoning_is_not_sent_back() => Assert.Equal(
        """[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"time","arguments":"{}"}}]}]""",
        await WireAsync(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("hm"), new FunctionCallContent("c1", "time")])));

    [Fact]
    public async Task Arguments_that_were_no_json_are_never_sent_back_because_templates_break_on_them()
    {
        var broken = new FunctionCallContent("c1", "time") { AdditionalProperties = new() { ["sidetone.arguments"] = "{\"zone\": \"Eur" } };

        Assert.Contains("\"arguments\":\"{}\"", await WireAsync(new ChatMessage(ChatRole.Assistant, [broken])));
    }

    [Theory]
    [InlineData("functions.get time", "functions_get_time")]
    [InlineData("", "unknown")]
    public async Task A_tools_name_that_a_model_made_up_is_written_as_the_wire_allows(string name, string written) =>
        Assert.Contains($"\"name\":\"{written}\"", await WireAsync(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c1", name)])));

    [Fact]
    public async Task A_refusal_goes_back_as_one() => Assert.Equal(
        """[{"role":"assistant","content":null,"refusal":"I cannot."}]""",
        await WireAsync(new ChatMessage(ChatRole.Assistant, [new ErrorContent("I cannot.") { ErrorCode = "Refusal" }])));

    [Fact]
    public async Task Results_within_a_users_message_come_before_what_the_user_says() => Assert.Equal(
        """[{"role":"tool","tool_call_id":"c1","content":"noon"},{"role":"user","content":"and?"}]""",
        await WireAsync(new ChatMessage(ChatRole.User, [new TextContent("and?"), new FunctionResultContent("c1", "noon")])));

    public static TheoryData<object?, string> Results => new()
    {
        { "plain \"text\"", "plain \\\"text\\\"" },
        { JsonElement.Parse("\"text\""), "text" },
        { JsonElement.Parse("{\"a\": [1, null]}"), "{\\\"a\\\": [1, null]}" },
        { JsonElement.Parse("null"), "" },
        { null, "" },
        { 0, "0" },
        { false, "false" },
        { "", "" },
        { Array.Empty<int>(), "[]" },
        { new Dictionary<string, object?> { ["größe"] = 1 }, "{\\\"größe\\\":1}" },
        { new TextContent("seen"), "seen" },
        { new AIContent[] { new TextContent("a"), new DataContent(new byte[] { 1 }, "image/png") }, "a\\n(image/png content, which cannot be shown here)" },
    };

    [Theory, MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public async Task A_result_is_text_as_it_is_and_data_as_json(object? result, string written) => Assert.Equal(
        $$"""[{"role":"tool","tool_call_id":"c1","content":"{{written}}"}]""",
        await WireAsync(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c1", result)])));

    [Fact]
    public async Task An_exception_is_a_neutral_sentence()
    {
        var result = new FunctionResultContent("c1", null) { Exception = new InvalidOperationException("password=hunter2") };

        Assert.Equal("""[{"role":"tool","tool_call_id":"c1","content":"The tool failed."}]""", await WireAsync(new ChatMessage(ChatRole.Tool, [result])));
    }

    private static Task<string> WireAsync(params ChatMessage[] messages) => WireAsync(null, messages);

    private static async Task<string> WireAsync(ChatOptions? options, params ChatMessage[] messages)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Says("ok"));
        await server.Client().GetResponseAsync(messages, options, TestContext.Current.CancellationToken);
        const string Start = """{"model":"m","messages":""";
        Assert.StartsWith(Start, server.Request.Body);
        return server.Request.Body[Start.Length..^1];
    }
}
