using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A variable that differs from environment to environment.</summary>
public sealed class EnvironmentVariable : CatalogueObject
{
    internal EnvironmentVariable(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id.</summary>
    public string Id => Text("id") ?? "";

    /// <summary>What tools refer to it by.</summary>
    public string Label => Text("label") ?? "";

    /// <summary>What it holds: <c>string</c>, <c>secret</c> or <c>auth_connection</c>.</summary>
    public string Kind => Text("type") ?? "";

    /// <summary>Its values by environment: texts, <c>{"secret_id":…}</c> or <c>{"auth_connection_id":…}</c>. <c>production</c> holds where there is no other.</summary>
    public JsonObject Values => Json["values"] as JsonObject ?? [];
}
