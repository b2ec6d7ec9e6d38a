using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>Which MCP servers the agent reaches.</summary>
public sealed record McpConnectionStatus : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "mcp_connection_status", "mcp_connection_status", static (ref json) => new McpConnectionStatus
        {
            Integrations = json.Items("integrations"u8, McpIntegration.Read) ?? [],
            Extra = json.Rest(),
        });

    /// <summary>The servers.</summary>
    public IReadOnlyList<McpIntegration> Integrations { get; init; } = [];

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteIfAny("integrations"u8, Integrations);
    }
}
