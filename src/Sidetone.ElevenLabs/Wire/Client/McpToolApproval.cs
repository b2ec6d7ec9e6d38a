using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The user's word on an <see cref="McpToolCall"/> in <see cref="McpCallState.AwaitingApproval"/>.</summary>
public sealed record McpToolApproval : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new(
        "mcp_tool_approval_result", null, static (ref json) => new McpToolApproval
        {
            ToolCallId = json.Text("tool_call_id"u8),
            IsApproved = json.OptionalFlag("is_approved"u8) ?? false,
            Extra = json.Rest(),
        });

    /// <summary>The call's id.</summary>
    public required string ToolCallId { get; init; }

    /// <summary>It may run.</summary>
    public required bool IsApproved { get; init; }

    private protected override MessageShape<ClientMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("tool_call_id"u8, ToolCallId);
        json.WriteBoolean("is_approved"u8, IsApproved);
    }
}
