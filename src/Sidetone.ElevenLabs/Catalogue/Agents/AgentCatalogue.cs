using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The workspace's agents.</summary>
public sealed class AgentCatalogue
{
    private const string Root = "v1/convai/agents";
    private readonly Transport _transport;

    internal AgentCatalogue(Transport transport) => _transport = transport;

    /// <summary>Lists agents, page by page: the next page is fetched when the one before was read.</summary>
    /// <param name="query">Which; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<AgentSummary> ListAsync(AgentQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        return Pages.ReadAsync(_transport, Root, query.Text, query.Cursor, ["agents"], json => new AgentSummary(json), cancellationToken);
    }

    /// <summary>Reads an agent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="branchId">A branch; null for the main one.</param>
    /// <param name="versionId">A version; null for the newest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">There is none, or it may not be seen.</exception>
    public async Task<StoredAgent> GetAsync(string id, string? branchId = null, string? versionId = null, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(
            Request.Get(Root, id) with { Query = new QueryText().Add("version_id", versionId).Add("branch_id", branchId) }, cancellationToken));

    /// <summary>Makes an agent.</summary>
    /// <param name="agent">What it is; <see cref="AgentPatch.Config"/> is sent even when it is empty.</param>
    /// <param name="enableVersioning">It keeps its versions; null is the platform's choice.</param>
    /// <param name="cancellationToken">Gives up; the agent may have been made all the same.</param>
    /// <returns>Its id.</returns>
    public Task<string> CreateAsync(AgentPatch agent, bool? enableVersioning = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var body = (agent with { Config = agent.Config ?? new() }).ToJson();
        return _transport.AskAsync(Request.Post(Root, "create") with { Json = body, Query = new QueryText().Add("enable_versioning", enableVersioning) }, "agent_id", cancellationToken);
    }

    /// <summary>Changes an agent: what the patch does not set stays.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="patch">What shall be.</param>
    /// <param name="branchId">A branch; null for the main one.</param>
    /// <param name="enableVersioning">It keeps its versions from now on; null leaves that as it is.</param>
    /// <param name="cancellationToken">Gives up; the agent may have been changed all the same.</param>
    /// <exception cref="ElevenLabsException">There is none, or a field is refused.</exception>
    public async Task<StoredAgent> PatchAsync(string id, AgentPatch patch, string? branchId = null, bool? enableVersioning = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return new(await _transport.AskAsync(
            Request.Patch(Root, id) with { Json = patch.ToJson(), Query = new QueryText().Add("enable_versioning_if_not_enabled", enableVersioning).Add("branch_id", branchId) }, cancellationToken));
    }

    /// <summary>Deletes an agent. Repeated when the answer is lost: what is gone then counts as deleted.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.TellAsync(Request.Delete(Root, id), cancellationToken);

    /// <summary>Makes a copy of an agent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">The copy's name; null lets the platform choose.</param>
    /// <param name="cancellationToken">Gives up; the copy may have been made all the same.</param>
    /// <returns>The copy's id.</returns>
    public Task<string> DuplicateAsync(string id, string? name = null, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject();
        if (name is not null)
            body["name"] = name;
        return _transport.AskAsync(Request.Post(Root, id, "duplicate") with { Json = body }, "agent_id", cancellationToken);
    }

    /// <summary>Lets the agent talk to a user that a model plays, and judges the conversation. It takes as long as they talk: minutes, perhaps
    /// (<see cref="ElevenLabsOptions.Timeout"/>).</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="simulation">Who talks to it, and by what it is judged.</param>
    /// <param name="cancellationToken">Gives up; it may have been held, and paid for, all the same.</param>
    /// <exception cref="ElevenLabsException">There is no such agent, or a field is refused.</exception>
    /// <remarks>The platform has announced the end of this endpoint for October 2026, in favour of tests: <see cref="RunTestsAsync"/>.</remarks>
    public async Task<SimulatedConversation> SimulateAsync(string id, Simulation simulation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return new(await _transport.AskAsync(Request.Post(Root, id, "simulate-conversation") with { Json = simulation.Json }, cancellationToken));
    }

    /// <summary>Begins to run tests, which are kept in the workspace, against an agent. How they came out is asked later: <see cref="GetTestsAsync"/>.</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="testIds">The tests.</param>
    /// <param name="branchId">A branch; null for the main one.</param>
    /// <param name="cancellationToken">Gives up; they may have begun all the same.</param>
    /// <exception cref="ElevenLabsException">There is no such agent or test.</exception>
    public async Task<TestInvocation> RunTestsAsync(string id, IEnumerable<string> testIds, string? branchId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(testIds);
        var body = new JsonObject { ["tests"] = new JsonArray([.. testIds.Select(test => new JsonObject { ["test_id"] = test })]) };
        if (branchId is not null)
            body["branch_id"] = branchId;
        return new(await _transport.AskAsync(Request.Post(Root, id, "run-tests") with { Json = body }, cancellationToken));
    }

    /// <summary>How tests stand that <see cref="RunTestsAsync"/> began.</summary>
    /// <param name="invocationId">Its <see cref="TestInvocation.Id"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">There is none of that id.</exception>
    public async Task<TestInvocation> GetTestsAsync(string invocationId, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(Request.Get("v1/convai/test-invocations", invocationId), cancellationToken));

    /// <summary>Reads the tools that are attached to an agent, in its order, those of other kinds than client tools too.</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="branchId">A branch; null for the main one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">There is no such agent, or an attached tool is gone.</exception>
    public async IAsyncEnumerable<StoredTool> ToolsAsync(string id, string? branchId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var agent = await GetAsync(id, branchId, cancellationToken: cancellationToken);
        foreach (var tool in agent.Config.ToolIds)
            yield return new(await _transport.AskAsync(Request.Get(ToolCatalogue.Root, tool), cancellationToken));
    }

    /// <summary>Attaches tools to an agent; those that it has stay. Nothing is sent when it has them all.</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="toolIds">The tools.</param>
    /// <param name="branchId">A branch; null for the main one.</param>
    /// <param name="cancellationToken">Gives up; they may have been attached all the same.</param>
    /// <remarks>The platform has no such step: the list is read and written. Whoever changes it in between loses that change.</remarks>
    public Task<StoredAgent> AttachToolsAsync(string id, IEnumerable<string> toolIds, string? branchId = null, CancellationToken cancellationToken = default)
    {
        var wanted = toolIds.ToList();
        return ChangeToolsAsync(id, had => [.. had.Union(wanted, StringComparer.Ordinal)], branchId, cancellationToken);
    }

    /// <summary>Detaches tools from an agent; its others stay. The tools themselves stay in the workspace.</summary>
    /// <param name="id">The agent's id.</param>
    /// <param name="toolIds">The tools.</param>
    /// <param name="branchId">A branch; null for the main one.</param>
    /// <param name="cancellationToken">Gives up; they may have been detached all the same.</param>
    /// <remarks><inheritdoc cref="AttachToolsAsync" path="/remarks"/></remarks>
    public Task<StoredAgent> DetachToolsAsync(string id, IEnumerable<string> toolIds, string? branchId = null, CancellationToken cancellationToken = default)
    {
        var unwanted = toolIds.ToHashSet(StringComparer.Ordinal);
        return ChangeToolsAsync(id, had => [.. had.Where(tool => !unwanted.Contains(tool))], branchId, cancellationToken);
    }

    private async Task<StoredAgent> ChangeToolsAsync(string id, Func<IReadOnlyList<string>, List<string>> change, string? branchId, CancellationToken cancellationToken)
    {
        var agent = await GetAsync(id, branchId, cancellationToken: cancellationToken);
        // Against nothing, the list that is written would take away what the agent has.
        if (agent.Json["conversation_config"] is not JsonObject)
            throw new ElevenLabsException($"{Request.Get(Root, id).Line}: the server answered without conversation_config; nothing was changed.");
        var had = agent.Config.ToolIds;
        var has = change(had);
        return has.SequenceEqual(had, StringComparer.Ordinal)
            ? agent
            : await PatchAsync(id, new AgentPatch { Config = new AgentConfig { ToolIds = has } }, branchId, cancellationToken: cancellationToken);
    }
}
