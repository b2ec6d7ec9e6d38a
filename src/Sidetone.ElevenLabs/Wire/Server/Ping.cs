using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The server measures the way to the client, every few seconds. The answer is a <see cref="Pong"/> with the same id, at
/// once.</summary>
public sealed record Ping : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new("ping", "ping_event", static (ref json) => new Ping
    {
        EventId = json.Whole("event_id"u8),
        PingMs = json.Whole("ping_ms"u8),
        Extra = json.Rest(),
    });

    /// <summary>The id to answer with.</summary>
    public required long EventId { get; init; }

    /// <summary>The last measured round trip in milliseconds; 0 when there is none yet. Always written, because a client in Python ends
    /// without it.</summary>
    public long PingMs { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("event_id"u8, EventId);
        json.WriteNumber("ping_ms"u8, PingMs);
    }
}
