using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The agent has said all of its turn.</summary>
public sealed record AgentResponseComplete : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_response_complete", "agent_response_complete_event", static (ref json) => new AgentResponseComplete
        {
            EventId = json.Whole("event_id"u8),
            Extra = json.Rest(),
        });

    /// <summary>The turn of the agent that it belongs to; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("event_id"u8, EventId);
    }
}
