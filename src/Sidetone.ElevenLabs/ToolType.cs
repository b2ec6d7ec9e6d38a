using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.ElevenLabs;

/// <summary>The kind of a tool, which says who runs it. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct ToolType(string Value) : IWord<ToolType>
{
    /// <summary>Run by the program that holds the conversation.</summary>
    public static ToolType Client => new("client");

    /// <summary>A request that the platform sends.</summary>
    public static ToolType Webhook => new("webhook");

    /// <summary>The platform's own.</summary>
    public static ToolType System => new("system");

    /// <summary>Of an MCP server.</summary>
    public static ToolType Mcp => new("mcp");

    /// <summary>A node of a workflow.</summary>
    public static ToolType Workflow => new("workflow");

    /// <summary>A request of an integration.</summary>
    public static ToolType ApiIntegrationWebhook => new("api_integration_webhook");

    /// <summary>An MCP server of an integration.</summary>
    public static ToolType ApiIntegrationMcp => new("api_integration_mcp");

    /// <summary>Code that the platform runs.</summary>
    public static ToolType Code => new("code");

    static ToolType IWord<ToolType>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
