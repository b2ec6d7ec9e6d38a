using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>An MCP server and how it stands.</summary>
public sealed record McpIntegration : IWritable
{
    /// <summary>Its id.</summary>
    public required string IntegrationId { get; init; }

    /// <summary><c>mcp_server</c> or <c>mcp_integration</c>.</summary>
    public required string IntegrationType { get; init; }

    /// <summary>It is reached.</summary>
    public required bool IsConnected { get; init; }

    /// <summary>How many tools it has; null when not sent.</summary>
    public int? ToolCount { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static McpIntegration Read(ref Members json) => new()
    {
        IntegrationId = json.Text("integration_id"u8),
        IntegrationType = json.Text("integration_type"u8),
        IsConnected = json.OptionalFlag("is_connected"u8) ?? false,
        ToolCount = json.OptionalInt("tool_count"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("integration_id"u8, IntegrationId);
        json.WriteString("integration_type"u8, IntegrationType);
        json.WriteBoolean("is_connected"u8, IsConnected);
        json.WriteIfAny("tool_count"u8, (long?)ToolCount);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
