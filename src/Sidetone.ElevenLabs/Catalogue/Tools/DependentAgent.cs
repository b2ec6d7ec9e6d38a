using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>An agent, or one branch of an agent, that uses a tool.</summary>
public sealed class DependentAgent : CatalogueObject
{
    internal DependentAgent(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The agent's id.</summary>
    public string Id => Text("id") ?? Text("agent_id") ?? "";

    /// <summary>False for an agent that the key may not see: only its id is known.</summary>
    public bool IsAvailable => Text("type") != "unknown";

    /// <summary>Its name; null for one that may not be seen.</summary>
    public string? Name => Text("name") ?? Text("agent_name");

    /// <summary>The branch that uses it; null for the agent as such.</summary>
    public string? BranchId => Text("branch_id");

    /// <summary>The branch's name; null for the agent as such.</summary>
    public string? BranchName => Text("branch_name");

    /// <summary>It is the agent's main branch, or the agent as such.</summary>
    public bool IsMain => BranchId is null || Flag("is_main") == true;

    /// <summary>When it was made; null for one that may not be seen.</summary>
    public DateTimeOffset? CreatedAt => Moment("created_at_unix_secs");

    /// <summary>What the one who asks may do with it; null for one that may not be seen.</summary>
    public AccessRole? Access => Word<AccessRole>("access_level");
}
