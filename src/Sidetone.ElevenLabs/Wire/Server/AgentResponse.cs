using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>What the agent says, whole. With a voice it comes with the first piece of <see cref="AgentAudio"/>, so that not all of it need be
/// heard: see <see cref="AgentResponseCorrection"/>.</summary>
public sealed record AgentResponse : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_response", "agent_response_event", static (ref json) => new AgentResponse
        {
            Text = json.Text("agent_response"u8),
            EventId = json.Whole("event_id"u8),
            Attachments = json.Items("attachments"u8, Attachment.Read) ?? [],
            Extra = json.Rest(),
        });

    /// <summary>The text, as it came: official clients trim it.</summary>
    public required string Text { get; init; }

    /// <summary>The turn of the agent that it belongs to; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    /// <summary>Files that belong to it.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("agent_response"u8, Text);
        json.WriteNumber("event_id"u8, EventId);
        if (Attachments.Count > 0)
            json.WriteIfAny("attachments"u8, Attachments);
    }
}
