using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A piece of the model's reasoning. Experimental; only in the schema of the JavaScript SDK.</summary>
public sealed record ReasoningResponsePart : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_reasoning_response_part", "reasoning_response_part", static (ref json) => new ReasoningResponsePart
        {
            Text = json.Text("text"u8),
            Part = new(json.Text("type"u8)),
            EventId = json.Text("event_id"u8),
            Extra = json.Rest(),
        });

    /// <summary>The piece; empty at the start and the stop.</summary>
    public required string Text { get; init; }

    /// <summary>Which piece it is.</summary>
    public required ResponsePart Part { get; init; }

    /// <summary>Which turn it belongs to: text here, other than in all other messages.</summary>
    public required string EventId { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("text"u8, Text);
        json.WriteString("type"u8, Part.ToString());
        json.WriteString("event_id"u8, EventId);
    }
}
