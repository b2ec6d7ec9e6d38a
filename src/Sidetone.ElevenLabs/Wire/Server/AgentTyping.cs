using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>An agent outside of the platform, mostly a person, is writing.</summary>
public sealed record AgentTyping : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_typing", "agent_typing_event", static (ref json) => new AgentTyping
        {
            IsTyping = json.OptionalFlag("is_typing"u8) ?? false,
            DurationMs = json.OptionalInt("duration_ms"u8),
            Extra = json.Rest(),
        });

    /// <summary>It writes; false when it has stopped.</summary>
    public required bool IsTyping { get; init; }

    /// <summary>For how long to show it, in milliseconds; null when not sent.</summary>
    public int? DurationMs { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteBoolean("is_typing"u8, IsTyping);
        json.WriteIfAny("duration_ms"u8, (long?)DurationMs);
    }
}
