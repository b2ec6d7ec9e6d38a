namespace Sidetone.ElevenLabs.Wire;

/// <summary>How far an MCP server's tool is. An open set: a value that this version does not know survives reading and writing.</summary>
/// <param name="Value">The word on the wire.</param>
public readonly record struct McpCallState(string Value)
{
    /// <summary>It runs.</summary>
    public static McpCallState Loading { get; } = new("loading");

    /// <summary>It waits for the user's approval.</summary>
    public static McpCallState AwaitingApproval { get; } = new("awaiting_approval");

    /// <summary>It succeeded.</summary>
    public static McpCallState Success { get; } = new("success");

    /// <summary>It failed.</summary>
    public static McpCallState Failure { get; } = new("failure");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
