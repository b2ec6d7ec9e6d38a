namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Whether one tool of an MCP server waits for an approval. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct McpToolApprovalPolicy(string Value) : IWord<McpToolApprovalPolicy>
{
    /// <summary>It runs at once.</summary>
    public static McpToolApprovalPolicy AutoApproved => new("auto_approved");

    /// <summary>It waits.</summary>
    public static McpToolApprovalPolicy RequiresApproval => new("requires_approval");

    static McpToolApprovalPolicy IWord<McpToolApprovalPolicy>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
