using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>What the user seems to be saying; it may still change.</summary>
public sealed record TentativeUserTranscript : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "tentative_user_transcript", "tentative_user_transcription_event", static (ref json) => new TentativeUserTranscript
        {
            Text = json.Text("user_transcript"u8),
            EventId = json.Whole("event_id"u8),
            Extra = json.Rest(),
        });

    /// <summary>The text so far.</summary>
    public required string Text { get; init; }

    /// <summary>Its place in the conversation; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("user_transcript"u8, Text);
        json.WriteNumber("event_id"u8, EventId);
    }
}
