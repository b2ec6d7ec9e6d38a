using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>What a custom model gave along with its response.</summary>
public sealed record AgentResponseMetadata : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_response_metadata", "agent_response_metadata_event", static (ref json) => new AgentResponseMetadata
        {
            Metadata = json.Parameters("metadata"u8),
            EventId = json.Whole("event_id"u8),
            Extra = json.Rest(),
        });

    /// <summary>A JSON object.</summary>
    public JsonText Metadata { get; init; } = JsonText.EmptyObject;

    /// <summary>The turn of the agent that it belongs to; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteObject("metadata"u8, Metadata);
        json.WriteNumber("event_id"u8, EventId);
    }
}
