using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Which of the workspace's auth connections proves who asks.</summary>
public sealed class AuthConnection : CatalogueObject
{
    internal AuthConnection(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The connection's id; null when an environment variable names it.</summary>
    public string? Id => Text("auth_connection_id");

    /// <summary>The environment variable that names it; null when the id stands here.</summary>
    public string? EnvironmentLabel => Text("env_var_label");

    /// <summary>The connection of this id.</summary>
    /// <param name="id">The id.</param>
    public static AuthConnection Of(string id) => new(new JsonObject { ["auth_connection_id"] = id });

    /// <summary>The connection that an environment variable names, another one in each environment.</summary>
    /// <param name="label">The variable's label.</param>
    public static AuthConnection FromEnvironment(string label) => new(new JsonObject { ["env_var_label"] = label });
}
