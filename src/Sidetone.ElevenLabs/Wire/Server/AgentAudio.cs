using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A piece of the agent's speech, in <see cref="ConversationMetadata.AgentOutputFormat"/>.</summary>
public sealed record AgentAudio : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new("audio", "audio_event", static (ref json) => new AgentAudio
    {
        Bytes = json.Base64("audio_base_64"u8),
        EventId = json.Whole("event_id"u8),
        Alignment = json.Object("alignment"u8, AudioAlignment.Read),
        IsFinal = json.OptionalFlag("is_final"u8),
        Extra = json.Rest(),
    });

    /// <summary>The sound; empty when it could not be read.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Its place in the conversation. What comes with an id that is not above the last <see cref="Interruption"/>'s belongs to
    /// speech that was cut off. 0 when the frame had none.</summary>
    public required long EventId { get; init; }

    /// <summary>When each character is spoken; null when not sent.</summary>
    public AudioAlignment? Alignment { get; init; }

    /// <summary>It is the last piece of its speech. Only the platform's schema has it.</summary>
    public bool? IsFinal { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteBase64String("audio_base_64"u8, Bytes.Span);
        json.WriteNumber("event_id"u8, EventId);
        json.WriteIfAny("alignment"u8, Alignment);
        json.WriteIfAny("is_final"u8, IsFinal);
    }
}
