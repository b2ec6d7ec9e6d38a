using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The agent has asked for a tool, of whatever kind. For watching only: what the client is to run comes as a
/// <see cref="ClientToolCall"/>.</summary>
public sealed record AgentToolRequest : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_tool_request", "agent_tool_request", static (ref json) => new AgentToolRequest
        {
            ToolName = json.Text("tool_name"u8),
            ToolCallId = json.Text("tool_call_id"u8),
            ToolType = new(json.Text("tool_type"u8)),
            EventId = json.Whole("event_id"u8),
            ExpectsResponse = json.OptionalFlag("expects_response"u8),
            DisableInterruptions = json.OptionalFlag("disable_interruptions"u8),
            ResponseTimeoutSeconds = json.OptionalInt("response_timeout_secs"u8),
            ExecutionMode = json.OptionalText("execution_mode"u8),
            Extra = json.Rest(),
        });

    /// <summary>The tool's name.</summary>
    public required string ToolName { get; init; }

    /// <summary>The call's id.</summary>
    public required string ToolCallId { get; init; }

    /// <summary>Who runs it.</summary>
    public required ToolType ToolType { get; init; }

    /// <summary>The turn of the agent that it belongs to; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    /// <summary>Whether the agent waits for the result; null when not sent.</summary>
    public bool? ExpectsResponse { get; init; }

    /// <summary>Whether the user cannot interrupt until it ends; null when not sent.</summary>
    public bool? DisableInterruptions { get; init; }

    /// <summary>How long the agent waits, in seconds; -1 for ever, null when not sent.</summary>
    public int? ResponseTimeoutSeconds { get; init; }

    /// <summary><c>immediate</c>, <c>post_tool_speech</c> or <c>async</c>; null when not sent.</summary>
    public string? ExecutionMode { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("tool_name"u8, ToolName);
        json.WriteString("tool_call_id"u8, ToolCallId);
        json.WriteString("tool_type"u8, ToolType.ToString());
        json.WriteNumber("event_id"u8, EventId);
        json.WriteIfAny("expects_response"u8, ExpectsResponse);
        json.WriteIfAny("disable_interruptions"u8, DisableInterruptions);
        json.WriteIfAny("response_timeout_secs"u8, (long?)ResponseTimeoutSeconds);
        json.WriteIfAny("execution_mode"u8, ExecutionMode);
    }
}
