using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>An MCP server as the platform keeps it.</summary>
public sealed class StoredMcpServer : CatalogueObject
{
    internal StoredMcpServer(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id, which agents refer to: <see cref="AgentConfig.McpServerIds"/>.</summary>
    public string Id => Text("id") ?? "";

    /// <summary>What is configured of it.</summary>
    public McpServerConfig Config => new(Json["config"] as JsonObject ?? []);

    /// <summary>When it was made; null when the platform does not say.</summary>
    public DateTimeOffset? CreatedAt => Lenient.Moment((Json["metadata"] as JsonObject)?["created_at"]);

    /// <summary>Who may do what with it; null when the platform does not say.</summary>
    public AccessInfo? Access => One("access_info", json => new AccessInfo(json));

    /// <summary>The agents that use it.</summary>
    public IReadOnlyList<Dependent> DependentAgents => Many("dependent_agents", json => new Dependent(json));

    /// <summary>Name and id.</summary>
    public override string ToString() => $"MCP server '{Config.Name}' ({Id})";
}
