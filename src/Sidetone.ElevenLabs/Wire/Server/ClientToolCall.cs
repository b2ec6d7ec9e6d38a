using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The agent calls a tool of the client. The answer is a <see cref="ClientToolResult"/> with the same
/// <see cref="ToolCallId"/>.</summary>
public sealed record ClientToolCall : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "client_tool_call", "client_tool_call", static (ref json) => new ClientToolCall
        {
            ToolName = json.Text("tool_name"u8),
            ToolCallId = json.Text("tool_call_id"u8),
            Parameters = json.Parameters("parameters"u8),
            EventId = json.Whole("event_id"u8),
            ExpectsResponse = json.OptionalFlag("expects_response"u8) ?? true,
            Extra = json.Rest(),
        });

    /// <summary>The tool's name; it is case-sensitive.</summary>
    public required string ToolName { get; init; }

    /// <summary>The call's id, to answer with; empty when the frame had none, and then no answer can reach it.</summary>
    public required string ToolCallId { get; init; }

    /// <summary>The arguments as they came, mostly a JSON object; <c>{}</c> when they were missing or null.</summary>
    public JsonText Parameters { get; init; } = JsonText.EmptyObject;

    /// <summary>The turn of the agent that it belongs to; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    /// <summary>Whether the agent waits for the result. True when the frame does not say; always written.</summary>
    public bool ExpectsResponse { get; init; } = true;

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("tool_name"u8, ToolName);
        json.WriteString("tool_call_id"u8, ToolCallId);
        json.WriteObject("parameters"u8, Parameters);
        json.WriteNumber("event_id"u8, EventId);
        json.WriteBoolean("expects_response"u8, ExpectsResponse);
    }
}
