using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The workspace's tools.</summary>
public sealed class ToolCatalogue
{
    internal const string Root = "v1/convai/tools";
    private readonly Transport _transport;

    internal ToolCatalogue(Transport transport) => _transport = transport;

    /// <summary>Lists tools, page by page: the next page is fetched when the one before was read.</summary>
    /// <param name="query">Which; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">While it is enumerated: the platform refused, did not answer, or would never end.</exception>
    public IAsyncEnumerable<StoredTool> ListAsync(ToolQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        return Pages.ReadAsync(_transport, Root, query.Text, query.Cursor, ["tools"], json => new StoredTool(json), cancellationToken);
    }

    /// <summary>Reads a tool.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="environment">The environment whose variables are filled in; null for the platform's choice. To change the tool, name none: what was filled in would be stored.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">There is none, or it may not be seen.</exception>
    public async Task<StoredTool> GetAsync(string id, string? environment = null, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(
            Request.Get(Root, id) with { Query = new QueryText().Add("environment", environment) }, cancellationToken));

    /// <summary>Makes a tool. An agent has it only when it is attached: <see cref="AgentCatalogue.AttachToolsAsync"/>.</summary>
    /// <param name="config">What it is.</param>
    /// <param name="responseMocks">What it answers in tests; null for nothing.</param>
    /// <param name="cancellationToken">Gives up; the tool may have been made all the same.</param>
    /// <exception cref="ElevenLabsException">A field is refused, for example.</exception>
    public async Task<StoredTool> CreateAsync(ToolConfig config, IEnumerable<ResponseMock>? responseMocks = null, CancellationToken cancellationToken = default)
    {
        var request = Request.Post(Root) with { Json = ModelOf(config, responseMocks) };
        var made = new StoredTool(await _transport.AskAsync(request, cancellationToken));
        return made.Id.Length > 0 ? made : throw new ElevenLabsException($"{request.Line}: the server answered without id.");
    }

    /// <summary>Replaces what is configured of a tool, whole.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="config">What it shall be. To change one thing, read the tool, change it, and use the other overload.</param>
    /// <param name="responseMocks">What it answers in tests; null says nothing of it.</param>
    /// <param name="cancellationToken">Gives up; the tool may have been changed all the same.</param>
    /// <exception cref="ElevenLabsException">There is no such tool, or a field is refused.</exception>
    public async Task<StoredTool> UpdateAsync(string id, ToolConfig config, IEnumerable<ResponseMock>? responseMocks = null, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(Request.Patch(Root, id) with { Json = ModelOf(config, responseMocks) }, cancellationToken));

    /// <summary>Sends a tool back that was read and changed. What is not known here goes back as it came.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="cancellationToken">Gives up; the tool may have been changed all the same.</param>
    /// <exception cref="ElevenLabsException">There is no such tool any more, or a field is refused.</exception>
    public Task<StoredTool> UpdateAsync(StoredTool tool, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return UpdateAsync(tool.Id, tool.Config, tool.Json["response_mocks"] is JsonArray ? tool.ResponseMocks : null, cancellationToken);
    }

    /// <summary>Deletes a tool. Repeated when the answer is lost: what is gone then counts as deleted.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="force">Also while agents use it; it is then detached from them. Without it the platform refuses.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">There is no such tool, or agents use it.</exception>
    public Task DeleteAsync(string id, bool force = false, CancellationToken cancellationToken = default) =>
        _transport.TellAsync(
            Request.Delete(Root, id) with { Query = new QueryText().Add("force", force ? true : null) }, cancellationToken);

    /// <summary>Lists the agents that use a tool, and the branches of agents.</summary>
    /// <param name="id">The tool's id.</param>
    /// <param name="pageSize">How many to fetch at once, 1 to 100; null is the platform's 30.</param>
    /// <param name="cursor">Where to go on; null at the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<Dependent> DependentAgentsAsync(string id, int? pageSize = null, string? cursor = null, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync(_transport, Request.PathOf(Root, id, "dependent-agents"), at => new QueryText().Add("cursor", at).Add("page_size", pageSize), cursor,
            ["agents", "branches"], json => new Dependent(json), cancellationToken);

    /// <summary>Lists the calls of a tool.</summary>
    /// <param name="id">The tool's id.</param>
    /// <param name="query">Which; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<ToolExecution> ExecutionsAsync(string id, ExecutionQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        return Pages.ReadAsync(_transport, Request.PathOf(Root, id, "executions"), query.Text, query.Cursor, ["executions"], json => new ToolExecution(json), cancellationToken);
    }

    private static JsonObject ModelOf(ToolConfig config, IEnumerable<ResponseMock>? responseMocks)
    {
        ArgumentNullException.ThrowIfNull(config);
        var model = new JsonObject { ["tool_config"] = config.Json.DeepClone() };
        if (responseMocks is not null)
            model["response_mocks"] = new JsonArray([.. responseMocks.Select(mock => mock.Json.DeepClone())]);
        return model;
    }
}
