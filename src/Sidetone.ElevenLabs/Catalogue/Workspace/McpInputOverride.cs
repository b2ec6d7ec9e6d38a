using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Where an argument of an MCP server's tool comes from.</summary>
public sealed class McpInputOverride : CatalogueObject
{
    internal McpInputOverride(JsonObject json)
        : base(json)
    {
    }

    /// <summary><c>constant</c>, <c>dynamic_variable</c>, <c>llm</c> or <c>omit</c>.</summary>
    public string Source => Text("source") ?? "";

    /// <summary>Always the same value.</summary>
    /// <param name="value">The value.</param>
    public static McpInputOverride Constant(JsonNode value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(new JsonObject { ["source"] = "constant", ["constant_value"] = Free(value) });
    }

    /// <summary>What a dynamic variable holds.</summary>
    /// <param name="name">The variable's name.</param>
    public static McpInputOverride FromVariable(string name) => new(new JsonObject { ["source"] = "dynamic_variable", ["dynamic_variable"] = name });

    /// <summary>The model gives it.</summary>
    /// <param name="prompt">What it is told; null for what the server says.</param>
    public static McpInputOverride FromModel(string? prompt = null)
    {
        var json = new JsonObject { ["source"] = "llm" };
        if (prompt is not null)
            json["prompt"] = prompt;
        return new(json);
    }

    /// <summary>It is left out.</summary>
    public static McpInputOverride Omitted() => new(new JsonObject { ["source"] = "omit" });
}
