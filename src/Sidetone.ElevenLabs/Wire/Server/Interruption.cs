using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The user spoke over the agent: what is still to be played of its speech is to be dropped.</summary>
public sealed record Interruption : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "interruption", "interruption_event", static (ref json) => new Interruption
        {
            EventId = json.Whole("event_id"u8),
            Extra = json.Rest(),
        });

    /// <summary>Audio up to and including this id was cut off.</summary>
    public required long EventId { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("event_id"u8, EventId);
    }
}
