using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A piece of the agent's text while it is written. The whole follows as an <see cref="AgentResponse"/>.</summary>
public sealed record ChatResponsePart : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_chat_response_part", "text_response_part", static (ref json) => new ChatResponsePart
        {
            Text = json.Text("text"u8),
            Part = new(json.Text("type"u8)),
            EventId = json.Whole("event_id"u8),
            Extra = json.Rest(),
        });

    /// <summary>The piece; empty at the start and the stop.</summary>
    public required string Text { get; init; }

    /// <summary>Which piece it is.</summary>
    public required ResponsePart Part { get; init; }

    /// <summary>The turn of the agent that it belongs to; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("text"u8, Text);
        json.WriteString("type"u8, Part.ToString());
        json.WriteNumber("event_id"u8, EventId);
    }
}
