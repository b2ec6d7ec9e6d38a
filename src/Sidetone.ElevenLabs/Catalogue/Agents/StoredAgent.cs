using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>An agent as the platform keeps it.</summary>
public sealed class StoredAgent : CatalogueObject
{
    internal StoredAgent(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id, <c>agent_…</c>.</summary>
    public string Id => Text("agent_id") ?? "";

    /// <summary>Its name.</summary>
    public string Name => Text("name") ?? "";

    /// <summary>How it talks.</summary>
    public AgentConfig Config => new(Json["conversation_config"] as JsonObject ?? []);

    /// <summary>Who may talk to it, what may be overridden, limits, privacy. Null when the platform does not say.</summary>
    public JsonObject? PlatformSettings => Json["platform_settings"] as JsonObject;

    /// <summary>A conversation needs a signed URL, or a token.</summary>
    public bool RequiresAuthentication => Lenient.Flag((PlatformSettings?["auth"] as JsonObject)?["enable_auth"]) ?? false;

    /// <summary>Its workflow; null when it has none.</summary>
    public JsonObject? Workflow => Json["workflow"] as JsonObject;

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags => Texts("tags");

    /// <summary>When it was made; null when the platform does not say.</summary>
    public DateTimeOffset? CreatedAt => Lenient.Moment((Json["metadata"] as JsonObject)?["created_at_unix_secs"]);

    /// <summary>When it was changed; null when the platform does not say.</summary>
    public DateTimeOffset? UpdatedAt => Lenient.Moment((Json["metadata"] as JsonObject)?["updated_at_unix_secs"]);

    /// <summary>The version that was read; null for an agent without versions.</summary>
    public string? VersionId => Text("version_id");

    /// <summary>The branch that was read; null for an agent without versions.</summary>
    public string? BranchId => Text("branch_id");

    /// <summary>Its main branch; null for an agent without versions.</summary>
    public string? MainBranchId => Text("main_branch_id");

    /// <summary>Who may do what with it; null when the platform does not say.</summary>
    public AccessInfo? Access => One("access_info", json => new AccessInfo(json));

    /// <summary>Name and id.</summary>
    public override string ToString() => $"agent '{Name}' ({Id})";
}
