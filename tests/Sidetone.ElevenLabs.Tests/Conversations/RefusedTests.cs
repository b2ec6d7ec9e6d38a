using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Sidetone.ElevenLabs.Rest;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>A socket that is not opened.</summary>
public sealed class RefusedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(401, "ApiKey")]
    [InlineData(403, "ApiKey")]
    [InlineData(404, "BaseAddress")]
    [InlineData(500, "500")]
    public async Task A_refused_upgrade_fails_the_start_with_its_status(int status, string advice)
    {
        await using var server = await RefusingAsync(status);
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new() { AgentId = "agent_1", BaseAddress = server.Address }, Cancel));
        Assert.Equal(status, failure.HttpStatus);
        Assert.Null(failure.CloseCode);
        Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", """{"detail":{"status":"needs_authorization","message":"No key was received."}}""", "No key was received.")]
    [InlineData("application/json", """{"detail":"Not here."}""", "Not here.")]
    [InlineData("text/plain", "Come back\r\nlater.", "Come back later.")]
    [InlineData("text/html", "<html><h1>401</h1></html>", "some only once.")]
    [InlineData("application/json", """{"detail":[{"loc":["query","agent_id"],"msg":"Field required","type":"missing"}]}""", "It said: query.agent_id: Field required")]
    [InlineData("application/json", """{"detail":"The signature cvtkn_secret is too old."}""", "The signature *** is too old.")]
    public async Task A_refused_upgrade_fails_the_start_with_what_the_server_said(string type, string body, string end)
    {
        await using var server = await RefusingAsync(401, type, body);
        var signed = new Uri(server.Address.AbsoluteUri.Replace("http", "ws", StringComparison.Ordinal) + "v1/convai/conversation?agent_id=a&conversation_signature=cvtkn_secret");
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new() { SignedUrl = signed }, Cancel));
        Assert.EndsWith(end, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token=cvtkn_old", "The token cvtkn_old is too old.", "The token *** is too old.")]
    [InlineData("conversation_signature=cv%2Btkn%2Fsecret", "cv%2Btkn%2Fsecret and cv+tkn/secret are too old.", "*** and *** are too old.")]
    [InlineData("agent_id=agent_1&api_key=sk_secret&version=2.59.0", "agent_1 of 2.59.0 does not take sk_secret.", "agent_1 of 2.59.0 does not take ***.")]
    public async Task A_refusal_never_tells_what_opens_the_conversation(string query, string said, string end)
    {
        await using var server = await RefusingAsync(403, "text/plain", said);
        var own = new Uri(server.Address.AbsoluteUri.Replace("http", "ws", StringComparison.Ordinal) + "talk?" + query);
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new() { SelfHosted = new(own, new()) }, Cancel));
        Assert.EndsWith(end, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_are_printed_tell_no_secret() => Assert.Equal(
        "ConversationOptions { AgentId = agent_1, BaseAddress = https://host.example/path }",
        new ConversationOptions
        {
            AgentId = "agent_1",
            ApiKey = "sk_secret",
            BaseAddress = new("https://user:sk_secret@host.example/path?token=sk_secret"),
            SignedUrl = new("wss://host.example/?conversation_signature=sk_secret"),
        }.ToString());

    [Fact]
    public async Task A_refusal_after_a_redirection_never_tells_what_was_asked_first()
    {
        await using var server = await ScriptedServer.StartAsync(_ => Task.CompletedTask, refuse: context =>
        {
            if (context.Request.Path == "/elsewhere")
            {
                context.Response.StatusCode = 403;
                return context.Response.WriteAsync("cvtkn_secret is not known here.");
            }
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        var signed = new Uri(server.Address.AbsoluteUri.Replace("http", "ws", StringComparison.Ordinal) + "v1/convai/conversation?agent_id=a&conversation_signature=cvtkn_secret");
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new() { SignedUrl = signed }, Cancel));
        Assert.EndsWith("It said: *** is not known here.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_whose_words_never_end_is_not_waited_for()
    {
        await using var server = await ScriptedServer.StartAsync(_ => Task.CompletedTask, refuse: async context =>
        {
            context.Response.StatusCode = 403;
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.WriteAsync(new string('x', 10_000));
        });
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new() { AgentId = "agent_1", BaseAddress = server.Address }, Cancel));
        Assert.Equal(403, failure.HttpStatus);
        Assert.True(failure.Message.Length < 1000, failure.Message);
    }

    [Fact]
    public async Task A_server_that_answers_the_upgrade_wrongly_has_not_refused_it()
    {
        await using var server = await ScriptedServer.StartAsync(_ => Task.CompletedTask, refuse: context =>
        {
            context.Response.StatusCode = 101;
            context.Response.Headers["Connection"] = "Upgrade";
            context.Response.Headers["Upgrade"] = "websocket";
            context.Response.Headers["Sec-WebSocket-Accept"] = "bm9uc2Vuc2U=";
            return Task.CompletedTask;
        });
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new() { AgentId = "agent_1", BaseAddress = server.Address }, Cancel));
        Assert.Null(failure.HttpStatus);
        Assert.Contains("Sec-WebSocket-Accept", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_closes_before_the_first_message_is_sent_fails_the_start_with_its_reason()
    {
        await using var played = new Played();
        await played.Line.Bytes.WriteAsync(new byte[] { 0x88, 0x01, 0x78 }, Cancel);      // a close that is none: nothing can be sent any more
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Played.Soon(played.OpenAsync()));
        Assert.Contains("the server broke the rules", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_a_program_opens_itself_and_cannot_open_fails_the_start_at_once()
    {
        var time = new VirtualTime();
        var options = new ConversationOptions { AgentId = "agent_1", Time = time, Connect = (_, _) => throw new WebSocketException("The server returned status code '401'.") };
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Played.Soon(Conversation.StartAsync(options, Cancel)));
        Assert.Contains("'401'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, time.Elapsed);
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_fails_the_start_with_the_status_and_without_the_key()
    {
        await using var server = await RefusingAsync(401);
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new() { AgentId = "agent_1", ApiKey = "sk_secret", BaseAddress = server.Address }, Cancel));
        Assert.Equal(401, failure.HttpStatus);
        Assert.DoesNotContain("sk_secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_of_a_proxy_is_told_to_nobody()
    {
        var failure = new HttpRequestException("The proxy tunnel request to proxy 'http://user:pw@proxy:3128/' failed with status code '407'.");
        Assert.Equal("The proxy tunnel request to proxy 'http://***@proxy:3128/' failed with status code '407'.", ProxyAddress.Hide(failure.Message));
        Assert.Null(ProxyAddress.Keep(new WebSocketException("Unable to connect", failure)));
        Assert.NotNull(ProxyAddress.Keep(new HttpRequestException("No such host (http://proxy:3128/, a@b)")));
    }

    [Fact]
    public async Task Nobody_there_fails_the_start_in_words()
    {
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new() { AgentId = "agent_1", BaseAddress = new("http://127.0.0.1:1") }, Cancel));
        Assert.Contains("127.0.0.1:1 could not be reached", failure.Message, StringComparison.Ordinal);
    }

    private static Task<ScriptedServer> RefusingAsync(int status, string type = "text/plain", string body = "") => ScriptedServer.StartAsync(_ => Task.CompletedTask, refuse: context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    });
}
