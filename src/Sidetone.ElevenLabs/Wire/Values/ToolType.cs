namespace Sidetone.ElevenLabs.Wire;

/// <summary>Who runs a tool. An open set: a value that this version does not know survives reading and writing.</summary>
/// <param name="Value">The word on the wire.</param>
public readonly record struct ToolType(string Value)
{
    /// <summary>The client of the conversation.</summary>
    public static ToolType Client { get; } = new("client");

    /// <summary>A web service that the platform calls.</summary>
    public static ToolType Webhook { get; } = new("webhook");

    /// <summary>An MCP server.</summary>
    public static ToolType Mcp { get; } = new("mcp");

    /// <summary>The platform itself, as for <c>end_call</c>.</summary>
    public static ToolType System { get; } = new("system");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
