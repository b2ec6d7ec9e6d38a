using System.Net;
using static Sidetone.ElevenLabs.Tests.Catalogue.ScriptedPlatform;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

public sealed class ErrorTests
{
    private static async Task<ElevenLabsException> FailAsync(int status, string body, string? key = Key, params (string, string)[] headers)
    {
        var platform = new ScriptedPlatform(Json(body, status, headers));
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(() => platform.Client(key: key, retries: 0).Tools.GetAsync("tool_x", cancellationToken: Cancel));
        Assert.Equal(status, failure.Status);
        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', failure.Message);
        return failure;
    }

    [Fact]
    public async Task Each_field_of_a_422_is_named()
    {
        var failure = await FailAsync(422, """{"detail":[{"loc":["body","tool_config","client","name"],"msg":"Field required","type":"missing"},{"loc":["body","tags",0],"msg":"Input should be a string"},"and so on",null,{}]}""");
        Assert.Equal(
            [new("body.tool_config.client.name", "Field required", "missing"), new("body.tags.0", "Input should be a string", null), new("", "and so on", null), new FieldError("", "not accepted", null)],
            failure.Fields);
        Assert.Equal("GET /v1/convai/tools/tool_x: refused, a field is not as it must be (422). body.tool_config.client.name: Field required; body.tags.0: Input should be a string; and so on; not accepted.", failure.Message);
    }

    [Fact]
    public async Task A_missing_thing_is_named_by_its_id()
    {
        var failure = await FailAsync(404, """{"detail":{"status":"tool_not_found","message":"No tool."}}""", headers: ("x-request-id", "req-7"));
        Assert.Equal(("tool_not_found", "No tool.", "req-7"), (failure.Code, failure.Detail, failure.RequestId));
        Assert.Equal("GET /v1/convai/tools/tool_x: there is no such thing; look at the id, and whether the key is of the workspace that holds it (404 tool_not_found). No tool. [request req-7]", failure.Message);
    }

    [Fact]
    public async Task A_refused_key_is_never_quoted_and_a_missing_one_is_asked_for()
    {
        var refused = await FailAsync(401, """{"detail":{"status":"invalid_api_key","message":"Bad key KEY"}}""".Replace("KEY", Key, StringComparison.Ordinal));
        Assert.Equal("GET /v1/convai/tools/tool_x: the API key was not accepted by https://api.elevenlabs.io/; look at ApiKey, or ELEVENLABS_API_KEY (401 invalid_api_key).", refused.Message);
        Assert.Equal("Bad key ***", refused.Detail);
        var none = await FailAsync(401, """{"detail":{"status":"needs_authorization","message":"m"}}""", key: null);
        Assert.Contains("none was given; set ApiKey, or ELEVENLABS_API_KEY", none.Message, StringComparison.Ordinal);
        await FailAsync(400, $$"""{"detail":"{{Key}} {{Key.ToUpperInvariant()}}"}""");
        await FailAsync(422, $$"""{"detail":[{"loc":["{{Key}}"],"msg":"{{Key}}","type":"x"}]}""");
    }

    [Theory]
    [InlineData("""{"detail":"plain"}""", null, "plain")]
    [InlineData("""{"detail":{"message":"m","code":"c","request_id":"r"}}""", "c", "m")]
    [InlineData("""{"message":"m"}""", null, "m")]
    [InlineData("""{"error":{"type":"t","message":"m"}}""", "t", "m")]
    [InlineData("""{"error":"m"}""", null, "m")]
    [InlineData("\"text\"", null, "text")]
    [InlineData("bad gateway\r\nreally", null, "bad gateway really")]
    [InlineData("\u001b[31mred\u001b[0m\u0007\u2028and\u0085more", null, "[31mred [0m and more")]
    [InlineData("<html>nginx</html>", null, null)]
    [InlineData("", null, null)]
    [InlineData("null", null, null)]
    [InlineData("""{"detail":null}""", null, null)]
    [InlineData("""{"detail":{"status":5,"message":["x"]}}""", "5", null)]
    [InlineData("""{"detail":"a\ud800\ud83d\ude00"}""", null, "a\ufffd\ud83d\ude00")]
    [InlineData("""{"detail":"a","detail":"b"}""", null, "b")]
    public async Task Whatever_the_body_is_the_failure_is_told(string body, string? code, string? detail)
    {
        var failure = await FailAsync(500, body);
        Assert.Equal((code, detail), (failure.Code, failure.Detail));
        Assert.StartsWith("GET /v1/convai/tools/tool_x: the server failed (500", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"id\":")]
    public async Task A_success_that_cannot_be_read_says_where_it_came_from(string body)
    {
        var platform = new ScriptedPlatform(Json(body));
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(() => platform.Client("http://host/prefix").Tools.GetAsync("t", cancellationToken: Cancel));
        Assert.Contains("http://host/prefix answered 200", failure.Message, StringComparison.Ordinal);
        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task What_a_secret_holds_stands_in_no_error()
    {
        var platform = new ScriptedPlatform(Json("""{"detail":[{"loc":["body","value"],"msg":"hunter2 is too short","type":"x"}]}""", 422));
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(() => platform.Client().Secrets.CreateAsync("n", "hunter2", Cancel));
        Assert.Equal("*** is too short", Assert.Single(failure.Fields).Message);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"type":"new","name":"n","value":"hunter2"}""", platform.Request.Body);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_with_the_key()
    {
        var failure = await FailAsync(302, "", headers: ("Location", "https://elsewhere.example/v1?token=secret"));
        Assert.Contains("points elsewhere, to https://elsewhere.example/v1;", failure.Message, StringComparison.Ordinal);
        var relative = await FailAsync(302, "", headers: ("Location", "/login"));
        Assert.Contains("points elsewhere, to /login;", relative.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_mcp_server_that_the_platform_cannot_reach_is_an_error()
    {
        var platform = new ScriptedPlatform(Json("""{"success":false,"tools":[],"error_message":"refused"}"""));
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(() => platform.Client().McpServers.ToolsAsync("m", Cancel));
        Assert.EndsWith("could not list the server's tools: refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_be_used_say_what_to_change()
    {
        Assert.DoesNotContain(Key, new ElevenLabsOptions { ApiKey = Key, BaseAddress = new("https://user:pass@host/x") }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("pass", new ElevenLabsOptions { BaseAddress = new("https://user:pass@host/x") }.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ElevenLabsClient(new ElevenLabsOptions { BaseAddress = new("ws://host") }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ElevenLabsClient(new ElevenLabsOptions { Retries = -1 }));
        Assert.Throws<ArgumentException>(() => new ElevenLabsClient(new ElevenLabsOptions { Timeout = TimeSpan.Zero }));
        var odd = Assert.Throws<ArgumentException>(() => new ElevenLabsClient(new ElevenLabsOptions { ApiKey = "sk_\u00e9secret" }));
        Assert.DoesNotContain("secret", odd.Message, StringComparison.Ordinal);
    }
}
