using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The user interrupted, and this is what of the agent's response was heard.</summary>
public sealed record AgentResponseCorrection : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_response_correction", "agent_response_correction_event", static (ref json) => new AgentResponseCorrection
        {
            Original = json.Text("original_agent_response"u8),
            Corrected = json.Text("corrected_agent_response"u8),
            EventId = json.Whole("event_id"u8),
            Extra = json.Rest(),
        });

    /// <summary>The response as it was sent.</summary>
    public required string Original { get; init; }

    /// <summary>The part that was heard.</summary>
    public required string Corrected { get; init; }

    /// <summary>The turn of the agent that it belongs to; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("original_agent_response"u8, Original);
        json.WriteString("corrected_agent_response"u8, Corrected);
        json.WriteNumber("event_id"u8, EventId);
    }
}
