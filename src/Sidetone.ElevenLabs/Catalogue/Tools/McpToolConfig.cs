using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A tool of an MCP server. The platform says no more of it than one opaque value.</summary>
public sealed class McpToolConfig : ToolConfig
{
    internal McpToolConfig(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A tool of an MCP server.</summary>
    /// <param name="value">The platform's own value.</param>
    public McpToolConfig(JsonNode value)
        : base(ToolType.Mcp, null, null)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>What the platform keeps.</summary>
    public JsonNode? Value { get => Json["value"]; set => Set("value", value); }
}
