using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A tool that an MCP server offers.</summary>
public sealed class McpServerTool : CatalogueObject
{
    internal McpServerTool(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its name.</summary>
    public string Name => Text("name") ?? "";

    /// <summary>Its name for people; null when it has none.</summary>
    public string? Title => Text("title");

    /// <summary>What it does.</summary>
    public string Description => Text("description") ?? "";

    /// <summary>The JSON schema of its arguments.</summary>
    public JsonObject InputSchema => Json["inputSchema"] as JsonObject ?? [];

    /// <summary>The JSON schema of its result; null when it gives none.</summary>
    public JsonObject? OutputSchema => Json["outputSchema"] as JsonObject;
}
