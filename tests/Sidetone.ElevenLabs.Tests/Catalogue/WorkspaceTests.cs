using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Catalogue;
using static Sidetone.ElevenLabs.Tests.Catalogue.ScriptedPlatform;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

public sealed class WorkspaceTests
{
    [Fact]
    public async Task Secrets_are_listed_kept_replaced_and_deleted()
    {
        var platform = new ScriptedPlatform(
            Json("""{"secrets":[{"type":"stored","secret_id":"s1","name":"One","used_by":{"tools":[]}}],"next_cursor":"c"}"""), Json("""{"secrets":[]}"""),
            Json("""{"type":"stored","secret_id":"s2","name":"Two"}"""), Json("""{"type":"stored","secret_id":"s2","name":"Two"}"""), Status(204));
        var secrets = platform.Client().Secrets;
        Assert.Equal("s1", Assert.Single(await ToolTests.ReadAsync(secrets.ListAsync("O", 10, cancellationToken: Cancel))).Id);
        Assert.Equal("s2", (await secrets.CreateAsync("Two", "v", Cancel)).Id);
        await secrets.UpdateAsync("s2", "Two", "w", Cancel);
        await secrets.DeleteAsync("s2", Cancel);
        Assert.Equal(
            ["GET /v1/convai/secrets?page_size=10&search=O", "GET /v1/convai/secrets?page_size=10&search=O&cursor=c", "POST /v1/convai/secrets", "PATCH /v1/convai/secrets/s2", "DELETE /v1/convai/secrets/s2"],
            platform.Requests.Select(request => $"{request.Method} {request.Path}"));
        Assert.Equal("""{"type":"update","name":"Two","value":"w"}""", platform.Requests[3].Body);
    }

    [Fact]
    public async Task Mcp_servers_are_added_looked_into_and_approved()
    {
        const string server = """{"id":"m","config":{"name":"Docs","url":{"secret_id":"s"},"approval_policy":"require_approval_per_tool","transport":"STREAMABLE_HTTP","new":1},"metadata":{"created_at":5},"dependent_agents":[{"type":"unknown","id":"a"}]}""";
        var platform = new ScriptedPlatform(
            Json($$"""{"mcp_servers":[{{server}}]}"""), Json(server), Json("""{"success":true,"tools":[{"name":"find","description":"Finds.","inputSchema":{"type":"object"}}]}"""),
            Json(server), Json(server), Json(server), Json(""), Json(""));
        var servers = platform.Client().McpServers;
        var found = Assert.Single(await ToolTests.ReadAsync(servers.ListAsync(Cancel)));
        Assert.Equal(("m", "Docs", "s", McpTransport.StreamableHttp, McpApprovalPolicy.RequireApprovalPerTool), (found.Id, found.Config.Name, found.Config.UrlSecretId, found.Config.Transport, found.Config.ApprovalPolicy));
        Assert.Equal("a", Assert.Single(found.DependentAgents).Id);
        await servers.CreateAsync(new McpServerConfig("https://mcp.example/sse", "Docs") { Transport = McpTransport.Sse, SecretTokenId = "s" }, Cancel);
        Assert.Equal("""{"config":{"url":"https://mcp.example/sse","name":"Docs","transport":"SSE","secret_token":{"secret_id":"s"}}}""", platform.Requests[^1].Body);
        var tool = Assert.Single(await servers.ToolsAsync("m", Cancel));
        await servers.SetApprovalPolicyAsync("m", McpApprovalPolicy.AutoApproveAll, Cancel);
        Assert.Equal(("PATCH", "/v1/convai/mcp-servers/m/approval-policy", """{"approval_policy":"auto_approve_all"}"""), (platform.Requests[^1].Method, platform.Requests[^1].Path, platform.Requests[^1].Body));
        await servers.ApproveToolAsync("m", tool, McpToolApprovalPolicy.AutoApproved, Cancel);
        Assert.Equal("""{"tool_name":"find","tool_description":"Finds.","input_schema":{"type":"object"},"approval_policy":"auto_approved"}""", platform.Requests[^1].Body);
        await servers.PatchAsync("m", new McpServerConfig { ResponseTimeout = TimeSpan.FromSeconds(9.5) }, Cancel);
        Assert.Equal("""{"response_timeout_secs":10}""", platform.Requests[^1].Body);
        await servers.RevokeToolAsync("m", "find it", Cancel);
        Assert.Equal("/v1/convai/mcp-servers/m/tool-approvals/find%20it", platform.Requests[^1].Path);
        await servers.DeleteAsync("m", Cancel);
        Assert.Equal("DELETE", platform.Requests[^1].Method);
    }

    [Fact]
    public async Task A_tool_of_an_mcp_server_is_configured_read_changed_and_reset()
    {
        const string server = """{"id":"m","config":{"name":"Docs","url":"https://x","tool_config_overrides":[{"tool_name":"find","new":1}]}}""";
        var platform = new ScriptedPlatform(Json(server), Json("""{"tool_name":"find","response_timeout_secs":9,"input_overrides":{"$.a":{"source":"llm","prompt":"Which?"}}}"""), Json(server), Json(server));
        var servers = platform.Client().McpServers;
        var tool = new McpToolOverride("find")
        {
            ResponseTimeout = TimeSpan.FromSeconds(9),
            Interruption = InterruptionMode.DisableDuringTool,
            ExecutionMode = ToolExecutionMode.Async,
            CallSound = new ToolCallSound("off"),
            Inputs = new Dictionary<string, McpInputOverride>
            {
                ["$.shop"] = McpInputOverride.Constant(7),
                ["$.user"] = McpInputOverride.FromVariable("caller"),
                ["$.note"] = McpInputOverride.FromModel("Short."),
                ["$.debug"] = McpInputOverride.Omitted(),
            },
            ResponseMocks = [new ResponseMock("nothing")],
        };
        Assert.Equal("find", Assert.Single((await servers.ConfigureToolAsync("m", tool, Cancel)).Config.ToolOverrides).ToolName);
        Assert.Equal(
            ("POST", "/v1/convai/mcp-servers/m/tool-configs", """{"tool_name":"find","response_timeout_secs":9,"interruption_mode":"disable_during_tool","execution_mode":"async","tool_call_sound":"off","input_overrides":{"$.shop":{"source":"constant","constant_value":7},"$.user":{"source":"dynamic_variable","dynamic_variable":"caller"},"$.note":{"source":"llm","prompt":"Short."},"$.debug":{"source":"omit"}},"response_mocks":[{"mock_result":"nothing"}]}"""),
            (platform.Requests[^1].Method, platform.Requests[^1].Path, platform.Requests[^1].Body));
        Assert.Equal("llm", (await servers.GetToolAsync("m", "find", Cancel)).Inputs["$.a"].Source);
        await servers.PatchToolAsync("m", new McpToolOverride("find") { PreToolSpeech = PreToolSpeech.Off }, Cancel);
        Assert.Equal(("PATCH", "/v1/convai/mcp-servers/m/tool-configs/find", """{"pre_tool_speech":"off"}"""), (platform.Requests[^1].Method, platform.Requests[^1].Path, platform.Requests[^1].Body));
        await servers.ResetToolAsync("m", "find", Cancel);
        Assert.Equal(("DELETE", "/v1/convai/mcp-servers/m/tool-configs/find"), (platform.Requests[^1].Method, platform.Requests[^1].Path));
    }

    [Fact]
    public async Task Auth_connections_are_listed_made_changed_and_deleted()
    {
        var platform = new ScriptedPlatform(
            Json("""{"auth_connections":[{"auth_type":"bearer_auth","id":"c","name":"Shop","provider":"shop","status":"active","used_by":{"tools":[]}},{"auth_type":"invented","id":"d"}]}"""),
            Json("""{"auth_type":"bearer_auth","id":"c"}"""), Json("""{"auth_type":"bearer_auth","id":"c"}"""), Json(""));
        var connections = platform.Client().AuthConnections;
        var found = await ToolTests.ReadAsync(connections.ListAsync(Cancel));
        Assert.Equal([("bearer_auth", "c", "active"), ("invented", "d", null)], found.Select(connection => (connection.Kind, connection.Id, connection.Status)));
        await connections.CreateAsync(AuthConnectionConfig.Bearer("Shop", "shop", "t0ken"), Cancel);
        Assert.Equal(("POST", "/v1/workspace/auth-connections", """{"auth_type":"bearer_auth","name":"Shop","provider":"shop","token":"t0ken"}"""), (platform.Requests[^1].Method, platform.Requests[^1].Path, platform.Requests[^1].Body));
        await connections.PatchAsync("c", new AuthConnectionConfig("bearer_auth") { Json = { ["token"] = "other" } }, Cancel);
        Assert.Equal(("PATCH", "/v1/workspace/auth-connections/c", """{"auth_type":"bearer_auth","token":"other"}"""), (platform.Requests[^1].Method, platform.Requests[^1].Path, platform.Requests[^1].Body));
        await connections.DeleteAsync("c", Cancel);
        Assert.Equal("DELETE", platform.Requests[^1].Method);
    }

    public static TheoryData<AuthConnectionConfig, string> Kinds => new()
    {
        { AuthConnectionConfig.Header("Shop", "shop", "X", "t"), """{"auth_type":"custom_header_auth","name":"Shop","provider":"shop","header_name":"X","token":"t"}""" },
        { AuthConnectionConfig.Basic("Shop", "shop", "u", "p"), """{"auth_type":"basic_auth","name":"Shop","provider":"shop","username":"u","password":"p"}""" },
        { AuthConnectionConfig.ClientCredentials("S", "s", "i", "c", "u", "a"), """{"auth_type":"oauth2_client_credentials","name":"S","provider":"s","client_id":"i","token_url":"u","client_secret":"c","scopes":["a"]}""" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_of_auth_connection_is_what_the_javascript_sdk_sends(AuthConnectionConfig config, string json) => Assert.Equal(json, config.Json.ToJsonString());

    [Fact]
    public async Task What_an_auth_connection_holds_stands_in_no_error()
    {
        var platform = new ScriptedPlatform(Json("""{"detail":"s3cret-long of c1ient at https://x/token with h1dden in v1sible is refused"}""", 400));
        var config = AuthConnectionConfig.ClientCredentials("v1sible", "p", "c1ient", "s3cret-long", "https://x/token", "scope");
        config.Json["custom_headers"] = new JsonObject { ["X"] = "h1dden" };
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(() => platform.Client().AuthConnections.CreateAsync(config, Cancel));
        Assert.Equal("*** of *** at *** with *** in v1sible is refused", failure.Detail);
    }

    [Fact]
    public async Task What_uses_a_secret_is_listed_page_by_page()
    {
        var platform = new ScriptedPlatform(
            Json("""{"dependencies":[{"type":"available","id":"tool_1","name":"find","created_at_unix_secs":1,"access_level":"admin"}],"next_cursor":"n"}"""), Json("""{"dependencies":[{"type":"unknown","id":"tool_2"}]}"""));
        var tools = await ToolTests.ReadAsync(platform.Client().Secrets.DependenciesAsync("s", "tools", 1, Cancel));
        Assert.Equal([("tool_1", true), ("tool_2", false)], tools.Select(tool => (tool.Id, tool.IsAvailable)));
        Assert.Equal(["/v1/convai/secrets/s/dependencies/tools?page_size=1", "/v1/convai/secrets/s/dependencies/tools?page_size=1&cursor=n"], platform.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task An_environment_variable_holds_texts_secrets_or_auth_connections()
    {
        var platform = new ScriptedPlatform(Json("""{"id":"e"}"""));
        var variables = platform.Client().EnvironmentVariables;
        await variables.CreateAsync("KEY", new Dictionary<string, EnvironmentValue> { ["production"] = EnvironmentValue.FromSecret("s") }, Cancel);
        Assert.Equal("""{"type":"secret","label":"KEY","values":{"production":{"secret_id":"s"}}}""", platform.Requests[^1].Body);
        await variables.UpdateAsync("e", new Dictionary<string, EnvironmentValue?> { ["production"] = EnvironmentValue.FromAuthConnection("c"), ["staging"] = null }, Cancel);
        Assert.Equal("""{"values":{"production":{"auth_connection_id":"c"},"staging":null}}""", platform.Requests[^1].Body);
        await Assert.ThrowsAsync<ArgumentException>(() => variables.CreateAsync("KEY", new Dictionary<string, EnvironmentValue> { ["a"] = "x", ["b"] = EnvironmentValue.FromSecret("s") }, Cancel));
    }

    [Fact]
    public async Task Environment_variables_are_listed_made_and_set()
    {
        var platform = new ScriptedPlatform(Json("""{"environment_variables":[{"id":"e","label":"HOST","type":"string","values":{"production":"x"}}],"has_more":false}"""), Json("""{"id":"e"}"""));
        var variables = platform.Client().EnvironmentVariables;
        var variable = Assert.Single(await ToolTests.ReadAsync(variables.ListAsync(label: "HOST", kind: "string", cancellationToken: Cancel)));
        Assert.Equal(("HOST", "string", "x"), (variable.Label, variable.Kind, (string?)variable.Values["production"]));
        await variables.CreateAsync("HOST", new Dictionary<string, EnvironmentValue> { ["production"] = "x" }, Cancel);
        Assert.Equal("""{"type":"string","label":"HOST","values":{"production":"x"}}""", platform.Requests[^1].Body);
        await variables.UpdateAsync("e", new Dictionary<string, EnvironmentValue?> { ["staging"] = "y" }, Cancel);
        Assert.Equal(("PATCH", """{"values":{"staging":"y"}}"""), (platform.Requests[^1].Method, platform.Requests[^1].Body));
    }
}
