namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Which tools of an MCP server wait for an approval. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct McpApprovalPolicy(string Value) : IWord<McpApprovalPolicy>
{
    /// <summary>None.</summary>
    public static McpApprovalPolicy AutoApproveAll => new("auto_approve_all");

    /// <summary>All.</summary>
    public static McpApprovalPolicy RequireApprovalAll => new("require_approval_all");

    /// <summary>All but those that were approved one by one.</summary>
    public static McpApprovalPolicy RequireApprovalPerTool => new("require_approval_per_tool");

    static McpApprovalPolicy IWord<McpApprovalPolicy>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
