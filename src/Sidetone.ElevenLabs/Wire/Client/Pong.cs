using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The answer to a <see cref="Ping"/>.</summary>
public sealed record Pong : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new("pong", null, static (ref json) => new Pong
    {
        EventId = json.Whole("event_id"u8),
        Extra = json.Rest(),
    });

    /// <summary>The ping's id.</summary>
    public required long EventId { get; init; }

    private protected override MessageShape<ClientMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("event_id"u8, EventId);
    }
}
