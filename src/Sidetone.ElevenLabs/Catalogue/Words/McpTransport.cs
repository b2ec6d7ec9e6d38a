namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>How an MCP server is spoken to. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct McpTransport(string Value) : IWord<McpTransport>
{
    /// <summary>Server-sent events.</summary>
    public static McpTransport Sse => new("SSE");

    /// <summary>Streamable HTTP.</summary>
    public static McpTransport StreamableHttp => new("STREAMABLE_HTTP");

    static McpTransport IWord<McpTransport>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
