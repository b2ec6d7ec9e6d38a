using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests;

public class OpenAIChatClientTests
{
    private static readonly OpenAIChatClientOptions s_options = new() { Model = "m", ApiKey = "sk-secret-123", BaseUrl = new Uri("http://localhost:11434/v1") };

    [Fact]
    public void It_says_what_it_is_and_gives_what_is_within()
    {
        var client = new OpenAIChatClient(s_options);
        var metadata = (ChatClientMetadata)client.GetService(typeof(ChatClientMetadata))!;

        Assert.Equal(("openai", s_options.BaseUrl, "m"), (metadata.ProviderName, metadata.ProviderUri, metadata.DefaultModelId));
        Assert.IsType<ChatClient>(client.GetService(typeof(ChatClient)));
        Assert.Same(client, client.GetService(typeof(IChatClient)));
        Assert.Same(client, client.GetService(typeof(OpenAIChatClient)));
        Assert.Null(client.GetService(typeof(IChatClient), "key"));
        Assert.Null(client.GetService(typeof(string)));
    }

    [Fact]
    public void Without_a_base_url_it_is_OpenAIs_own() => Assert.Equal(
        "https://api.openai.com/v1",
        ((ChatClientMetadata)new OpenAIChatClient(s_options with { BaseUrl = null }).GetService(typeof(ChatClientMetadata))!).ProviderUri?.ToString());

    [Fact]
    public void It_can_stand_on_a_client_of_the_SDK()
    {
        var inner = new ChatClient("gpt", "sk-other");
        var client = new OpenAIChatClient(inner);

        Assert.Same(inner, client.GetService(typeof(ChatClient)));
        Assert.Equal("gpt", ((ChatClientMetadata)client.GetService(typeof(ChatClientMetadata))!).DefaultModelId);
    }

    [Fact]
    public void The_options_never_print_the_key() => Assert.Equal(
        "OpenAIChatClientOptions { Model = m, BaseUrl = http://localhost:11434/v1, ApiKey = *** }", s_options.ToString());

    public static TheoryData<OpenAIChatClientOptions> Impossible =>
    [
        s_options with { Model = " " },
        s_options with { BaseUrl = new Uri("/v1", UriKind.Relative) },
        s_options with { BaseUrl = new Uri("ftp://localhost") },
        s_options with { Retries = -1 },
        s_options with { Retries = 11 },
        s_options with { LongestRetryDelay = TimeSpan.FromSeconds(-1) },
        s_options with { NetworkTimeout = TimeSpan.Zero },
        s_options with { Time = null! },
    ];

    [Theory, MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void Options_that_cannot_be_are_refused_at_once(OpenAIChatClientOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new OpenAIChatClient(options));

    [Fact]
    public async Task A_server_that_wants_no_key_gets_one_that_means_nothing()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Says("ok"));
        await server.Client(options => options with { ApiKey = null }).AskAsync();

        Assert.Equal("Bearer none", server.Request.Headers["Authorization"]);
    }

    [Fact]
    public async Task Disposed_it_leaves_others_their_connections()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Says("ok"));
        using (var first = server.Client())
            await first.AskAsync();

        Assert.Equal("ok", (await server.Client().AskAsync()).Text);
    }

    [Fact]
    public async Task One_client_serves_many_at_once()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Events(Answers.Text("ok"), Answers.Finish("stop")));
        var client = server.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.StreamAsync()));

        Assert.All(answers, answer => Assert.Equal("ok", answer.ToChatResponse().Text));
    }

    [Theory]
    [InlineData("{\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"abort\"}]}")]
    [InlineData("{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"t\",\"arguments\":{}}}]},\"finish_reason\":\"stop\"}]}")]
    public async Task Answers_are_read_by_hand_because_the_SDKs_reader_throws_on_legal_ones(string chunk)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Events(chunk));
        var client = server.Client();

        Assert.NotEmpty((await client.StreamAsync()).ToChatResponse().Messages[0].Contents);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var _ in ((ChatClient)client.GetService(typeof(ChatClient))!).CompleteChatStreamingAsync([new UserChatMessage("hi")], cancellationToken: TestContext.Current.CancellationToken))
            {
            }
        });
    }
}
