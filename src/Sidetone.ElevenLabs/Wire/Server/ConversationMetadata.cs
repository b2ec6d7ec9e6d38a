using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The conversation has begun: the first message of the server, sent once, after the
/// <see cref="ConversationInitiation"/>.</summary>
public sealed record ConversationMetadata : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "conversation_initiation_metadata", "conversation_initiation_metadata_event", static (ref json) => new ConversationMetadata
        {
            ConversationId = json.Text("conversation_id"u8),
            AgentOutputFormat = Format(json.OptionalText("agent_output_audio_format"u8)),
            UserInputFormat = Format(json.OptionalText("user_input_audio_format"u8)),
            Extra = json.Rest(),
        });

    /// <summary>The conversation's id, <c>conv_…</c>.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The format of the agent's <see cref="AgentAudio"/>; PCM of 16 kHz when the frame named none.</summary>
    public required AudioFormatName AgentOutputFormat { get; init; }

    /// <summary>The format in which the server wants <see cref="UserAudio"/>; PCM of 16 kHz when the frame named none.</summary>
    public required AudioFormatName UserInputFormat { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("conversation_id"u8, ConversationId);
        json.WriteString("agent_output_audio_format"u8, AgentOutputFormat.ToString());
        json.WriteString("user_input_audio_format"u8, UserInputFormat.ToString());
    }

    private static AudioFormatName Format(string? named) => named is null ? AudioFormatName.Pcm16000 : new(named);
}
