using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What uses a resource: an agent, one branch of an agent, a tool, a telephone number.</summary>
public sealed class Dependent : CatalogueObject
{
    internal Dependent(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id; of a branch the agent's.</summary>
    public string Id => Text("id") ?? Text("agent_id") ?? "";

    /// <summary>False for one that the key may not see: only its id is known.</summary>
    public bool IsAvailable => Text("type") != "unknown";

    /// <summary>Its name; null for one that may not be seen.</summary>
    public string? Name => Text("name") ?? Text("agent_name");

    /// <summary>The branch that uses it; null for all but a branch.</summary>
    public string? BranchId => Text("branch_id");

    /// <summary>The branch's name; null for all but a branch.</summary>
    public string? BranchName => Text("branch_name");

    /// <summary>It is an agent's main branch, or no branch.</summary>
    public bool IsMain => BranchId is null || Flag("is_main") == true;

    /// <summary>When it was made; null for one that may not be seen.</summary>
    public DateTimeOffset? CreatedAt => Moment("created_at_unix_secs");

    /// <summary>What the one who asks may do with it; null for one that may not be seen.</summary>
    public AccessRole? Access => Word<AccessRole>("access_level");
}
