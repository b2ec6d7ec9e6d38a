using System.ClientModel;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using OpenAI.Chat;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Chat;

public class FailureTests
{
    private const string Key = "sk-test-0123456789";

    public static TheoryData<int, string, string> Refusals => new()
    {
        { 401, """{"error":{"message":"Incorrect API key provided: sk-test-0123456789."}}""", "The key was not accepted (401)." },
        { 403, """{"error":{"message":"Key sk-test-0123456789 may not."}}""", "The key is not allowed to do this (403)." },
        { 404, """{"error":{"message":"The model `m` does not exist"}}""", "The server knows no such model or address (404): The model `m` does not exist" },
        { 404, "<html><body>nginx</body></html>", "The server knows no such model or address (404)." },
        { 429, """{"error":{"message":"Rate limit reached"}}""", "Too many requests, or the quota is used up (429): Rate limit reached" },
        { 400, """{"error":"model requires\nmore memory"}""", "The server refused the request (400): model requires more memory" },
        { 400, """{"object":"error","message":"bad schema"}""", "The server refused the request (400): bad schema" },
        { 422, """{"detail":"field required"}""", "The server refused the request (422): field required" },
        { 400, """{"error":{"message":"sent sk-test-0123456789 and gsk_abcdefgh123"}}""", "The server refused the request (400): sent *** and ***" },
        { 500, "", "The server failed (500)." },
        { 503, """{"error":{"message":null}}""", "The server failed (503)." },
        { 504, "null", "The server took too long (504)." },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_refusal_is_one_clear_line_without_the_key(int status, string body, string line)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json(body, status));
        var client = server.Client(options => options with { Retries = 0 });

        foreach (var failure in new[]
        {
            await Assert.ThrowsAnyAsync<ClientResultException>(() => client.AskAsync()),
            await Assert.ThrowsAnyAsync<ClientResultException>(() => client.StreamAsync()),
        })
        {
            Assert.Equal((status, line, line), (failure.Status, failure.Message, OpenAIChatClient.Describe(failure)));
            Assert.DoesNotContain(Key, failure.ToString());
        }
    }

    [Fact]
    public async Task A_client_of_the_SDK_gets_the_same_lines()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json("""{"error":{"message":"The model `m` does not exist"}}""", 404));
        var inner = new ChatClient("m", new ApiKeyCredential(Key), new global::OpenAI.OpenAIClientOptions { Endpoint = server.Url });

        var ours = await Assert.ThrowsAnyAsync<ClientResultException>(() => new OpenAIChatClient(inner).AskAsync());
        var theirs = await Assert.ThrowsAsync<ClientResultException>(() => inner.CompleteChatAsync("hi"));

        Assert.Equal("The server knows no such model or address (404): The model `m` does not exist", ours.Message);
        Assert.Equal(ours.Message, OpenAIChatClient.Describe(theirs));
    }

    [Fact]
    public async Task Where_no_server_is_the_address_is_named()
    {
        var port = FreePort();
        var time = new ImpatientTime();
        var client = new OpenAIChatClient(new OpenAIChatClientOptions { Model = "m", BaseUrl = new Uri($"http://user:secret@127.0.0.1:{port}/v1"), Time = time });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.AskAsync());

        Assert.Equal($"No server answers at http://127.0.0.1:{port}/v1: Connection refused (127.0.0.1:{port})", failure.Message);
        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
        Assert.Equal(failure.Message, OpenAIChatClient.Describe(failure));
        Assert.Equal(2, time.Waits.Count);
    }

    [Fact]
    public async Task A_server_that_always_hangs_up_is_named()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Abort);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => server.Client().AskAsync());

        Assert.Equal((HttpRequestError.ResponseEnded, $"The server at {server.Url} broke off its answer."), (failure.HttpRequestError, failure.Message));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_failure()
    {
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("{", http.RequestAborted);
        });

        Assert.Equal($"The server at {server.Url} broke off its answer.", (await Assert.ThrowsAsync<HttpRequestException>(() => server.Client().AskAsync())).Message);
    }

    [Fact]
    public async Task A_page_instead_of_an_answer_suggests_the_wrong_address()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Body("text/html", "<html>\n<body>Welcome</body></html>"));
        const string Line = "The server did not answer in JSON. Does the base URL end in what comes before /chat/completions? It began: <html> <body>Welcome</body></html>";

        Assert.Equal(Line, (await Assert.ThrowsAsync<HttpRequestException>(() => server.Client().AskAsync())).Message);
        Assert.Equal(Line, (await Assert.ThrowsAsync<HttpRequestException>(() => server.Client().StreamAsync())).Message);
    }

    [Theory]
    [InlineData("{}", "The server's answer holds no message.")]
    [InlineData("{\"choices\":[]}", "The server's answer holds no message.")]
    [InlineData("{\"error\":{\"message\":\"out of memory\"}}", "The server gave up while it answered: out of memory")]
    public async Task An_answer_without_a_message_is_a_failure(string body, string line)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json(body));

        Assert.Equal(line, (await Assert.ThrowsAsync<HttpRequestException>(() => server.Client().AskAsync())).Message);
    }

    [Theory]
    [InlineData("data: {\"error\":{\"message\":\"out of memory with sk-test-0123456789\",\"code\":503}}\n\n", HttpStatusCode.ServiceUnavailable)]
    [InlineData("event: error\ndata: {\"message\":\"out of memory with sk-test-0123456789\",\"code\":\"oom\"}\n\n", null)]
    [InlineData("data: {\"error\":\"out of memory with sk-test-0123456789\"}\n\n", null)]
    public async Task An_error_within_a_stream_is_a_failure(string error, HttpStatusCode? status)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Stream(Answers.Event(Answers.Text("Hal")), error));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => server.Client().StreamAsync());

        Assert.Equal(("The server gave up while it answered: out of memory with ***", status), (failure.Message, failure.StatusCode));
        Assert.DoesNotContain(Key, failure.ToString());
    }

    [Fact]
    public async Task What_a_server_says_of_its_error_is_one_line_and_not_a_book()
    {
        var said = "out of memory\\n" + new string('x', 5000);
        await using var server = await ScriptedServer.StartAsync(Answers.Stream(Answers.Event($$"""{"error":{"message":"{{said}}","type":""} }""")));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => server.Client().StreamAsync());

        Assert.StartsWith("The server gave up while it answered: out of memory xxx", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.InRange(failure.Message.Length, 300, 400);
    }

    [Fact]
    public async Task A_router_that_tells_of_an_error_beside_what_was_said_has_failed()
    {
        const string Choice = """{"choices":[{"MESSAGE":{"role":"assistant","content":"Hal"},"finish_reason":"error","error":{"message":"Provider disconnected","code":502}}]}""";
        await using var whole = await ScriptedServer.StartAsync(Answers.Json(Choice.Replace("MESSAGE", "message", StringComparison.Ordinal)));
        await using var streamed = await ScriptedServer.StartAsync(Answers.Events(Choice.Replace("MESSAGE", "delta", StringComparison.Ordinal)));

        foreach (var failure in new[]
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => whole.Client().AskAsync()),
            await Assert.ThrowsAsync<HttpRequestException>(() => streamed.Client().StreamAsync()),
        })
        {
            Assert.Equal(("The server gave up while it answered: Provider disconnected", HttpStatusCode.BadGateway), (failure.Message, failure.StatusCode));
        }
    }

    [Fact]
    public async Task A_key_in_the_address_is_in_no_message()
    {
        var options = new OpenAIChatClientOptions { Model = "m", BaseUrl = new Uri($"http://127.0.0.1:{FreePort()}/v1?key=AIzaSecret"), Retries = 0 };

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => new OpenAIChatClient(options).AskAsync());

        Assert.StartsWith($"No server answers at {options.BaseUrl.GetLeftPart(UriPartial.Path)}: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AIzaSecret", $"{failure} {options}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunk_that_is_no_json_is_a_failure()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Events("{\"choices\":"));

        Assert.Equal("The server sent a chunk that is no JSON: {\"choices\":", (await Assert.ThrowsAsync<HttpRequestException>(() => server.Client().StreamAsync())).Message);
    }

    [Fact]
    public async Task A_server_that_falls_silent_times_out()
    {
        await using var server = await ScriptedServer.StartAsync(http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted));
        var client = server.Client(options => options with { Retries = 0, NetworkTimeout = TimeSpan.FromMilliseconds(1) });
        var line = $"The server at {server.Url} was silent for too long.";

        Assert.Equal(line, (await Assert.ThrowsAsync<TimeoutException>(() => client.AskAsync())).Message);
        Assert.Equal(line, (await Assert.ThrowsAsync<TimeoutException>(() => client.StreamAsync())).Message);
    }

    [Fact]
    public async Task A_server_that_falls_silent_within_a_stream_times_out()
    {
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            await Answers.UnfinishedEvents(Answers.Text("Hal"))(http);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        });

        await Assert.ThrowsAsync<TimeoutException>(() => server.Client(options => options with { NetworkTimeout = TimeSpan.FromMilliseconds(200) }).StreamAsync());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
