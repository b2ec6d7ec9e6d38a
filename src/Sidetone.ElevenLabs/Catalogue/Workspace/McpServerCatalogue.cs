using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The workspace's MCP servers.</summary>
public sealed class McpServerCatalogue
{
    private const string Root = "v1/convai/mcp-servers";
    private const string ToolConfigs = "tool-configs";
    private readonly Transport _transport;

    internal McpServerCatalogue(Transport transport) => _transport = transport;

    /// <summary>Lists servers.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<StoredMcpServer> ListAsync(CancellationToken cancellationToken = default) =>
        Pages.ReadAsync(_transport, Root, cursor => new QueryText().Add("cursor", cursor), null,
            ["mcp_servers"], json => new StoredMcpServer(json), cancellationToken);

    /// <summary>Reads a server.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StoredMcpServer> GetAsync(string id, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(Request.Get(Root, id), cancellationToken));

    /// <summary>Adds a server.</summary>
    /// <param name="config">What it is.</param>
    /// <param name="cancellationToken">Gives up; it may have been added all the same.</param>
    public async Task<StoredMcpServer> CreateAsync(McpServerConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(await _transport.AskAsync(
            Request.Post(Root) with { Json = new JsonObject { ["config"] = config.Json.DeepClone() } }, cancellationToken));
    }

    /// <summary>Changes a server: what is not set stays. Address, name and transport cannot be changed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">What shall be: begin with an empty one.</param>
    /// <param name="cancellationToken">Gives up; it may have been changed all the same.</param>
    public async Task<StoredMcpServer> PatchAsync(string id, McpServerConfig change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(await _transport.AskAsync(Request.Patch(Root, id) with { Json = (JsonObject)change.Json.DeepClone() }, cancellationToken));
    }

    /// <summary>Removes a server. Repeated when the answer is lost: what is gone then counts as removed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.TellAsync(Request.Delete(Root, id), cancellationToken);

    /// <summary>Lists the tools that a server offers now.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">Also when the platform could not reach the server.</exception>
    public async Task<IReadOnlyList<McpServerTool>> ToolsAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = Request.Get(Root, id, "tools");
        var answer = await _transport.AskAsync(request, cancellationToken);
        if (Lenient.Flag(answer["success"]) == false)
            throw new ElevenLabsException($"{request.Line}: the platform could not list the server's tools: {Lenient.Text(answer["error_message"]) ?? "it does not say why"}");
        return [.. (answer["tools"] as JsonArray ?? []).OfType<JsonObject>().Select(json => new McpServerTool(json))];
    }

    /// <summary>Sets which tools of a server wait for an approval.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="policy">Which.</param>
    /// <param name="cancellationToken">Gives up; it may have been set all the same.</param>
    public async Task<StoredMcpServer> SetApprovalPolicyAsync(string id, McpApprovalPolicy policy, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(
            Request.Patch(Root, id, "approval-policy") with { Json = new JsonObject { ["approval_policy"] = policy.Value } }, cancellationToken));

    /// <summary>Approves a tool of a server as it is now. When the tool changes, the approval is void.</summary>
    /// <param name="id">The server's id.</param>
    /// <param name="tool">The tool, as the server offers it.</param>
    /// <param name="policy">Whether it runs at once; null is the platform's choice.</param>
    /// <param name="cancellationToken">Gives up; it may have been approved all the same.</param>
    public async Task<StoredMcpServer> ApproveToolAsync(string id, McpServerTool tool, McpToolApprovalPolicy? policy = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var body = new JsonObject { ["tool_name"] = tool.Name, ["tool_description"] = tool.Description, ["input_schema"] = tool.InputSchema.DeepClone() };
        if (policy is { } given)
            body["approval_policy"] = given.Value;
        return new(await _transport.AskAsync(Request.Post(Root, id, "tool-approvals") with { Json = body }, cancellationToken));
    }

    /// <summary>Takes an approval back.</summary>
    /// <param name="id">The server's id.</param>
    /// <param name="toolName">The tool's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RevokeToolAsync(string id, string toolName, CancellationToken cancellationToken = default) =>
        _transport.TellAsync(Request.Delete(Root, id, "tool-approvals", toolName), cancellationToken);

    /// <summary>Reads where one tool of a server differs.</summary>
    /// <param name="id">The server's id.</param>
    /// <param name="toolName">The tool's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">There is no such server, or the tool differs in nothing.</exception>
    public async Task<McpToolOverride> GetToolAsync(string id, string toolName, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(Request.Get(Root, id, ToolConfigs, toolName), cancellationToken));

    /// <summary>Lets one tool of a server differ, which did not yet.</summary>
    /// <param name="id">The server's id.</param>
    /// <param name="tool">The tool, and where it differs.</param>
    /// <param name="cancellationToken">Gives up; it may differ all the same.</param>
    public async Task<StoredMcpServer> ConfigureToolAsync(string id, McpToolOverride tool, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return new(await _transport.AskAsync(Request.Post(Root, id, ToolConfigs) with { Json = (JsonObject)tool.Json.DeepClone() }, cancellationToken));
    }

    /// <summary>Changes where one tool of a server differs: what is not set stays.</summary>
    /// <param name="id">The server's id.</param>
    /// <param name="change">The tool, and what shall be.</param>
    /// <param name="cancellationToken">Gives up; it may have been changed all the same.</param>
    public async Task<StoredMcpServer> PatchToolAsync(string id, McpToolOverride change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var body = (JsonObject)change.Json.DeepClone();
        body.Remove("tool_name");
        return new(await _transport.AskAsync(Request.Patch(Root, id, ToolConfigs, change.ToolName) with { Json = body }, cancellationToken));
    }

    /// <summary>Lets one tool of a server differ no more.</summary>
    /// <param name="id">The server's id.</param>
    /// <param name="toolName">The tool's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task ResetToolAsync(string id, string toolName, CancellationToken cancellationToken = default) =>
        _transport.TellAsync(Request.Delete(Root, id, ToolConfigs, toolName), cancellationToken);
}
