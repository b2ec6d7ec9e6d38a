using System.Text.Json.Nodes;
using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.Cli.Catalogue;

/// <summary>What brings an agent in step with the code, in an order in which a push that breaks off can be run again.</summary>
internal sealed class PushPlan
{
    private readonly AgentBranch _agent;
    private readonly List<string> _attach = [];

    private PushPlan(AgentBranch agent) => _agent = agent;

    // How many there will be to attach: those that are made have no id yet.
    private int Count { get; set; }

    public List<PushStep> Steps { get; } = [];

    /// <summary>What is not done, and why.</summary>
    public List<string> Left { get; } = [];

    /// <summary>What is done, but not wholly as the code says it.</summary>
    public List<string> Notes { get; } = [];

    public static async Task<PushPlan> MakeAsync(ElevenLabsClient client, AgentBranch agent, IReadOnlyList<Tool> tools, bool deletesExtra, CancellationToken cancellationToken)
    {
        var plan = new PushPlan(agent);
        var difference = CatalogueDifference.Between(tools, await AgentSide.ToolsAsync(client, agent, cancellationToken));
        var missing = difference.Mismatches.Where(mismatch => mismatch.Kind == MismatchKind.Missing).ToList();
        var workspace = missing.Count > 0 ? await AgentSide.WorkspaceAsync(client, cancellationToken) : [];
        foreach (var mismatch in missing)
            await plan.AddAsync(client, mismatch.Tool!, workspace.GetValueOrDefault(mismatch.ToolName), cancellationToken);
        foreach (var changed in difference.Mismatches.Where(mismatch => mismatch is { Tool: not null, Stored: not null }).DistinctBy(mismatch => mismatch.Stored!.Id))
            await plan.UpdateAsync(client, changed.Tool!, changed.Stored!, cancellationToken);
        if (plan.Count > 0)
            plan.Steps.Add(new($"attach {Counted.Of(plan.Count, "tool")} to {agent}", (with, cancel) => with.Agents.AttachToolsAsync(agent.Id, plan._attach, agent.Branch, cancel)));
        foreach (var extra in difference.Mismatches.Where(mismatch => mismatch.Tool is null))
            await plan.RemoveAsync(client, extra.Stored!, deletesExtra, cancellationToken);
        return plan;
    }

    // One that is stored but not attached, by a push that broke off for example, is taken instead of a second of its name.
    private async Task AddAsync(ElevenLabsClient client, Tool tool, StoredTool? stored, CancellationToken cancellationToken)
    {
        if (stored is not null)
        {
            if (CatalogueDifference.Between([tool], [stored]).IsEmpty || await UpdateAsync(client, tool, stored, cancellationToken))
            {
                _attach.Add(stored.Id);
                Count++;
            }
        }
        else if (Store(tool, () => ClientToolConfig.From(tool)) is { } config)
        {
            Steps.Add(new($"create {tool.Name}", async (with, cancel) => _attach.Add((await with.Tools.CreateAsync(config, cancellationToken: cancel)).Id)));
            Count++;
        }
    }

    private async Task<bool> UpdateAsync(ElevenLabsClient client, Tool tool, StoredTool stored, CancellationToken cancellationToken)
    {
        if (Store(tool, () => ((ClientToolConfig)stored.Config).UpdatedFrom(tool)) is not { } config)
            return false;
        if (!JsonNode.DeepEquals(config.Json, stored.Config.Json))
        {
            var name = stored.Name == tool.Name ? tool.Name : $"{stored.Name}, which becomes {tool.Name}";
            var others = await OthersAsync(client, stored, cancellationToken);
            var shared = others.Count > 0 ? $", for others too: {string.Join(", ", others)}" : "";
            Steps.Add(new($"update {name} ({stored.Id}){shared}", (with, cancel) => UpdateAsync(with, stored.Id, tool, cancel)));
        }
        return true;
    }

    // From what is stored by then: the plan may be minutes old.
    private static async Task UpdateAsync(ElevenLabsClient client, string id, Tool tool, CancellationToken cancellationToken)
    {
        var stored = await client.Tools.GetAsync(id, cancellationToken: cancellationToken);
        stored.Config = ((ClientToolConfig)stored.Config).UpdatedFrom(tool);
        await client.Tools.UpdateAsync(stored, cancellationToken);
    }

    private ClientToolConfig? Store(Tool tool, Func<ClientToolConfig> config)
    {
        try
        {
            var wanted = config();
            foreach (var path in OpenArguments.Of(wanted.Parameters))
                Notes.Add($"{tool.Name}: the names in '{path}' cannot be stored, and are told in its description only; a list of names and values is surer");
            return wanted;
        }
        catch (ToolSchemaException unsupported)
        {
            Left.Add($"{tool.Name}: {unsupported.Message}");
            return null;
        }
    }

    private async Task RemoveAsync(ElevenLabsClient client, StoredTool extra, bool deletes, CancellationToken cancellationToken)
    {
        if (!deletes)
        {
            Left.Add($"{extra.Name} ({extra.Id}): not in the code; --delete-extra takes it from the agent");
            return;
        }
        Steps.Add(new($"detach {extra.Name} ({extra.Id})", (with, cancel) => with.Agents.DetachToolsAsync(_agent.Id, [extra.Id], _agent.Branch, cancel)));
        var others = await OthersAsync(client, extra, cancellationToken);
        if (others.Count > 0)
            Left.Add($"{extra.Name} ({extra.Id}): not deleted, others use it: {string.Join(", ", others)}");
        else
            Steps.Add(new($"delete {extra.Name} ({extra.Id})", (with, cancel) => with.Tools.DeleteAsync(extra.Id, cancellationToken: cancel)));
    }

    private async Task<List<string>> OthersAsync(ElevenLabsClient client, StoredTool stored, CancellationToken cancellationToken)
    {
        var others = new List<string>();
        await foreach (var other in client.Tools.DependentAgentsAsync(stored.Id, cancellationToken: cancellationToken))
        {
            if (other.Id != _agent.Id || !(_agent.Branch is { } branch ? other.BranchId == branch : other.IsMain))
                others.Add((other.Name ?? other.Id) + (other.BranchId is null ? "" : $", branch {other.BranchName ?? other.BranchId}"));
        }
        return others;
    }
}
