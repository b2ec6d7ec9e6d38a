using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Sidetone.OpenAI.Tests.Scripted;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;

namespace Sidetone.OpenAI.Tests.Chat;

public class OptionsOnTheWireTests
{
    private const string Begin = """{"model":"m","messages":[{"role":"user","content":"hi"}]""";

    [Fact]
    public async Task A_request_without_options_says_no_more_than_it_must()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Says("ok"));
        await server.Client(options => options with { Organization = "org-1", Project = "proj-1" }).AskAsync();

        var request = server.Request;
        Assert.Equal(("POST", "/v1/chat/completions", Begin + "}"), (request.Method, request.Path, request.Body));
        Assert.Equal("Bearer sk-test-0123456789", request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(("org-1", "proj-1"), (request.Headers["OpenAI-Organization"], request.Headers["OpenAI-Project"]));
    }

    [Theory]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    [InlineData("/openai/v1")]
    public async Task The_base_url_may_end_in_a_slash_or_not(string path)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Says("ok"));
        await server.Client(options => options with { BaseUrl = new Uri(server.Url, path) }).AskAsync();

        Assert.Equal($"{path.TrimEnd('/')}/chat/completions", server.Request.Path);
    }

    [Fact]
    public async Task Streaming_asks_for_the_count_of_tokens()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Events(Answers.Finish("stop")));
        await server.Client().StreamAsync();

        Assert.Equal(Begin + ""","stream":true,"stream_options":{"include_usage":true}}""", server.Request.Body);
    }

    [Fact]
    public async Task Every_setting_has_its_field()
    {
        var options = new ChatOptions
        {
            ModelId = "other",
            Temperature = 0.2f,
            TopP = 0.9f,
            FrequencyPenalty = 0.5f,
            PresencePenalty = -0.5f,
            Seed = 42,
            MaxOutputTokens = 100,
            StopSequences = ["END", "\n"],
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.ExtraHigh },
        };

        Assert.Equal(
            """{"model":"other","messages":[{"role":"user","content":"hi"}],"temperature":0.2,"top_p":0.9,"frequency_penalty":0.5,"presence_penalty":-0.5"""
            + ""","seed":42,"max_tokens":100,"reasoning_effort":"xhigh","stop":["END","\n"]}""",
            await WireAsync(options));
    }

    [Fact]
    public async Task A_server_of_OpenAI_gets_the_limit_of_tokens_by_its_new_name()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Says("ok"));
        using var http = new HttpClient(new Redirecting(server.Url));
        var client = new OpenAIChatClient(new ChatClient("m", new System.ClientModel.ApiKeyCredential("k"), new global::OpenAI.OpenAIClientOptions
        {
            Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(http),
        }));
        await client.AskAsync(new ChatOptions { MaxOutputTokens = 100 });

        Assert.Equal(Begin + ""","max_completion_tokens":100}""", server.Request.Body);
    }

    public static TheoryData<ChatResponseFormat, string> Formats => new()
    {
        { ChatResponseFormat.Text, """{"type":"text"}""" },
        { ChatResponseFormat.Json, """{"type":"json_object"}""" },
        {
            ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}"""), "my answer", "What to say."),
            """{"type":"json_schema","json_schema":{"name":"my_answer","description":"What to say.","schema":{"type":"object"}}}"""
        },
        {
            ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}""")),
            """{"type":"json_schema","json_schema":{"name":"response","schema":{"type":"object"}}}"""
        },
    };

    [Theory, MemberData(nameof(Formats), DisableDiscoveryEnumeration = true)]
    public async Task The_form_of_the_answer_has_its_field(ChatResponseFormat format, string written) =>
        Assert.Equal($"{Begin},\"response_format\":{written}}}", await WireAsync(new ChatOptions { ResponseFormat = format }));

    [Fact]
    public async Task A_schema_of_the_answer_can_be_strict()
    {
        var options = new ChatOptions
        {
            ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("{}"), "a"),
            AdditionalProperties = new() { ["strict"] = true },
        };

        Assert.Equal(Begin + ""","response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{},"strict":true}}}""", await WireAsync(options));
    }

    [Fact]
    public async Task Additional_properties_are_fields_of_the_request_and_null_leaves_one_of_ours_out()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Events(Answers.Finish("stop")));
        await server.Client().StreamAsync(new ChatOptions
        {
            Temperature = 1,
            MaxOutputTokens = 5,
            AdditionalProperties = new()
            {
                ["top_k"] = 40,
                ["metadata"] = new Dictionary<string, object?> { ["a"] = "b" },
                ["user"] = "u",
                ["logit_bias"] = JsonElement.Parse("""{"50256":-100}"""),
                ["temperature"] = 0.5,
                ["max_completion_tokens"] = 7,
                ["stream_options"] = null,
                ["model"] = "not this way",
                ["sidetone.turn"] = 3,
            },
        });

        Assert.Equal(
            Begin + ""","stream":true,"top_k":40,"metadata":{"a":"b"},"user":"u","logit_bias":{"50256":-100},"temperature":0.5,"max_completion_tokens":7}""",
            server.Request.Body);
    }

    [Fact]
    public async Task A_raw_representation_of_the_SDK_wins_and_its_tools_come_first()
    {
        var options = new ChatOptions
        {
            Temperature = 1,
            MaxOutputTokens = 5,
            Seed = 1,
            Tools = [AIFunctionFactory.CreateDeclaration("mine", null, JsonElement.Parse("{}"))],
            RawRepresentationFactory = _ => new ChatCompletionOptions
            {
                Temperature = 0,
                MaxOutputTokenCount = 9,
                EndUserId = "u",
                Tools = { ChatTool.CreateFunctionTool("theirs") },
            },
        };
        var body = JsonElement.Parse(await WireAsync(options));

        Assert.Equal("m hi 0 9 u 1", string.Join(' ', Field(body, "model"), body.GetProperty("messages")[0].GetProperty("content"),
            Field(body, "temperature"), Field(body, "max_completion_tokens"), Field(body, "user"), Field(body, "seed")));
        Assert.Equal(["theirs", "mine"], body.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()));
        Assert.False(body.TryGetProperty("max_tokens", out _));
        Assert.False(body.TryGetProperty("stream", out _));
    }

    [Fact]
    public async Task A_raw_representation_may_be_json() => Assert.Equal(
        Begin + ""","seed":7,"temperature":1}""",
        await WireAsync(new ChatOptions { Temperature = 1, Seed = 1, RawRepresentationFactory = _ => JsonElement.Parse("""{"seed":7}""") }));

    [Fact]
    public async Task A_raw_representation_of_something_else_is_refused() => Assert.Equal(
        "A raw representation for chat completions is an OpenAI.Chat.ChatCompletionOptions or a JSON object as a JsonElement, not System.String.",
        (await Assert.ThrowsAsync<NotSupportedException>(() => WireAsync(new ChatOptions { RawRepresentationFactory = _ => "?" }))).Message);

    private static string Field(JsonElement body, string name) => body.GetProperty(name).ToString();

    private static async Task<string> WireAsync(ChatOptions options)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Says("ok"));
        await server.Client().AskAsync(options);
        return server.Request.Body;
    }

    /// <summary>Lets a client believe that it talks to OpenAI.</summary>
    private sealed class Redirecting(Uri server) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("api.openai.com", request.RequestUri!.Host);
            request.RequestUri = new Uri(server, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
