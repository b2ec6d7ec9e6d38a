using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A piece of what the user says, in <see cref="ConversationMetadata.UserInputFormat"/>: the one message without a type. Official
/// clients send between 25 ms and 250 ms at once.</summary>
public sealed record UserAudio : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new("", null, static (ref json) => new UserAudio
    {
        Bytes = json.Base64("user_audio_chunk"u8),
        Extra = json.Rest(),
    });

    /// <summary>The sound; empty when it could not be read.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    private protected override MessageShape<ClientMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json) => json.WriteBase64String("user_audio_chunk"u8, Bytes.Span);
}
