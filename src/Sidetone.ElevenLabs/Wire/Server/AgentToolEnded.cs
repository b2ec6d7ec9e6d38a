using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A tool of the agent has ended, whoever ran it. After one of <c>end_call</c> the conversation is over.</summary>
public abstract record AgentToolEnded : ServerMessage
{
    private protected AgentToolEnded()
    {
    }

    [SetsRequiredMembers]
    private protected AgentToolEnded(ref Members json)
    {
        ToolName = json.Text("tool_name"u8);
        ToolCallId = json.Text("tool_call_id"u8);
        ToolType = new(json.Text("tool_type"u8));
        IsError = json.OptionalFlag("is_error"u8) ?? false;
        IsCalled = json.OptionalFlag("is_called"u8) ?? true;
        IsBlocked = json.OptionalFlag("is_blocked"u8);
        EventId = json.Whole("event_id"u8);
    }

    /// <summary>The tool's name.</summary>
    public required string ToolName { get; init; }

    /// <summary>The call's id.</summary>
    public required string ToolCallId { get; init; }

    /// <summary>Who ran it.</summary>
    public required ToolType ToolType { get; init; }

    /// <summary>It failed.</summary>
    public bool IsError { get; init; }

    /// <summary>It was really called. True when the frame does not say.</summary>
    public bool IsCalled { get; init; } = true;

    /// <summary>It was held back by the platform; null when not sent.</summary>
    public bool? IsBlocked { get; init; }

    /// <summary>The turn of the agent that it belongs to; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("tool_name"u8, ToolName);
        json.WriteString("tool_call_id"u8, ToolCallId);
        json.WriteString("tool_type"u8, ToolType.ToString());
        json.WriteBoolean("is_error"u8, IsError);
        json.WriteBoolean("is_called"u8, IsCalled);
        json.WriteIfAny("is_blocked"u8, IsBlocked);
        json.WriteNumber("event_id"u8, EventId);
    }
}
