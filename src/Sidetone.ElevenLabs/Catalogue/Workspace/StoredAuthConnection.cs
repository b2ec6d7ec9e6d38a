using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>An auth connection that the workspace keeps. Its secrets are never given out.</summary>
public sealed class StoredAuthConnection : CatalogueObject
{
    internal StoredAuthConnection(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id, which a webhook or an MCP server refers to: <see cref="AuthConnection.Of"/>.</summary>
    public string Id => Text("id") ?? "";

    /// <summary>Its name.</summary>
    public string Name => Text("name") ?? "";

    /// <summary>With whom, in words of one's own.</summary>
    public string Provider => Text("provider") ?? "";

    /// <summary>The kind: <c>bearer_auth</c>, <c>basic_auth</c>, <c>oauth2_client_credentials</c> ….</summary>
    public string Kind => Text("auth_type") ?? "";

    /// <summary>How it stands: <c>active</c>, <c>refresh_failed</c>, <c>revoked</c>, <c>credential_invalid</c>; null when the platform does not say.</summary>
    public string? Status => Text("status");

    /// <summary>The tools, MCP servers and integrations that use it; null when the platform does not say.</summary>
    public JsonObject? UsedBy => Json["used_by"] as JsonObject;

    /// <summary>Kind, name and id.</summary>
    public override string ToString() => $"{Kind} '{Name}' ({Id})";
}
