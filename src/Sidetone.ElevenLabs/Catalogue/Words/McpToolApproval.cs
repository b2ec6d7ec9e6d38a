namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Whether one tool of an MCP server waits for an approval. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct McpToolApproval(string Value) : IWord<McpToolApproval>
{
    /// <summary>It runs at once.</summary>
    public static McpToolApproval AutoApproved => new("auto_approved");

    /// <summary>It waits.</summary>
    public static McpToolApproval RequiresApproval => new("requires_approval");

    static McpToolApproval IWord<McpToolApproval>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
