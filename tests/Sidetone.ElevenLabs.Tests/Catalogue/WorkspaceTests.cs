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
        await servers.ApproveToolAsync("m", tool, McpToolApproval.AutoApproved, Cancel);
        Assert.Equal("""{"tool_name":"find","tool_description":"Finds.","input_schema":{"type":"object"},"approval_policy":"auto_approved"}""", platform.Requests[^1].Body);
        await servers.PatchAsync("m", new McpServerConfig { ResponseTimeout = TimeSpan.FromSeconds(9.5) }, Cancel);
        Assert.Equal("""{"response_timeout_secs":10}""", platform.Requests[^1].Body);
        await servers.RevokeToolAsync("m", "find it", Cancel);
        Assert.Equal("/v1/convai/mcp-servers/m/tool-approvals/find%20it", platform.Requests[^1].Path);
        await servers.DeleteAsync("m", Cancel);
        Assert.Equal("DELETE", platform.Requests[^1].Method);
    }

    [Fact]
    public async Task Environment_variables_are_listed_made_and_set()
    {
        var platform = new ScriptedPlatform(Json("""{"environment_variables":[{"id":"e","label":"HOST","type":"string","values":{"production":"x"}}],"has_more":false}"""), Json("""{"id":"e"}"""));
        var variables = platform.Client().Environment;
        var variable = Assert.Single(await ToolTests.ReadAsync(variables.ListAsync(label: "HOST", kind: "string", cancellationToken: Cancel)));
        Assert.Equal(("HOST", "string", "x"), (variable.Label, variable.Kind, (string?)variable.Values["production"]));
        await variables.CreateAsync("HOST", new Dictionary<string, string> { ["production"] = "x" }, Cancel);
        Assert.Equal("""{"type":"string","label":"HOST","values":{"production":"x"}}""", platform.Requests[^1].Body);
        await variables.UpdateAsync("e", new Dictionary<string, string> { ["staging"] = "y" }, Cancel);
        Assert.Equal(("PATCH", """{"values":{"staging":"y"}}"""), (platform.Requests[^1].Method, platform.Requests[^1].Body));
    }
}
