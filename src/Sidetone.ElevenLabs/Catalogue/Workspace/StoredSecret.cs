using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A secret that the workspace keeps. What it holds is never given out.</summary>
public sealed class StoredSecret : CatalogueObject
{
    internal StoredSecret(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id, which a header refers to: <see cref="HeaderValue.FromSecret"/>.</summary>
    public string Id => Text("secret_id") ?? "";

    /// <summary>Its name.</summary>
    public string Name => Text("name") ?? "";

    /// <summary>The tools, agents and others that use it; null when the platform does not say.</summary>
    public JsonObject? UsedBy => Json["used_by"] as JsonObject;

    /// <summary>Name and id.</summary>
    public override string ToString() => $"secret '{Name}' ({Id})";
}
