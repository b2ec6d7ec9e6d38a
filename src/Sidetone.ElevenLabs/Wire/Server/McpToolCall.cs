using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A tool of an MCP server, as it goes: one message for each state. In <see cref="McpCallState.AwaitingApproval"/> it waits for an
/// <see cref="McpToolApproval"/>.</summary>
public sealed record McpToolCall : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new("mcp_tool_call", "mcp_tool_call", static (ref json) => new McpToolCall
    {
        ServiceId = json.Text("service_id"u8),
        ToolCallId = json.Text("tool_call_id"u8),
        ToolName = json.Text("tool_name"u8),
        ToolDescription = json.OptionalText("tool_description"u8),
        Parameters = json.Parameters("parameters"u8),
        Timestamp = json.OptionalText("timestamp"u8),
        State = new(json.Text("state"u8)),
        ApprovalTimeoutSeconds = json.OptionalInt("approval_timeout_secs"u8),
        Result = json.Raw("result"u8),
        ErrorMessage = json.OptionalText("error_message"u8),
        Extra = json.Rest(),
    });

    /// <summary>The MCP server's id.</summary>
    public required string ServiceId { get; init; }

    /// <summary>The call's id.</summary>
    public required string ToolCallId { get; init; }

    /// <summary>The tool's name.</summary>
    public required string ToolName { get; init; }

    /// <summary>What the tool does; null when not sent.</summary>
    public string? ToolDescription { get; init; }

    /// <summary>The arguments as they came, mostly a JSON object.</summary>
    public JsonText Parameters { get; init; } = JsonText.EmptyObject;

    /// <summary>When, as ISO 8601; null when not sent.</summary>
    public string? Timestamp { get; init; }

    /// <summary>How far it is.</summary>
    public required McpCallState State { get; init; }

    /// <summary>How long it waits for an approval, in seconds (300 by default); null in other states.</summary>
    public int? ApprovalTimeoutSeconds { get; init; }

    /// <summary>What it returned, an array of objects; empty unless it succeeded.</summary>
    public JsonText Result { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public string? ErrorMessage { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("service_id"u8, ServiceId);
        json.WriteString("tool_call_id"u8, ToolCallId);
        json.WriteString("tool_name"u8, ToolName);
        json.WriteIfAny("tool_description"u8, ToolDescription);
        json.WriteObject("parameters"u8, Parameters);
        json.WriteIfAny("timestamp"u8, Timestamp);
        json.WriteString("state"u8, State.ToString());
        json.WriteIfAny("approval_timeout_secs"u8, (long?)ApprovalTimeoutSeconds);
        json.WriteIfAny("result"u8, Result);
        json.WriteIfAny("error_message"u8, ErrorMessage);
    }
}
