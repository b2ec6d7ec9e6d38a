using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>Something to show in the client, such as a form. Experimental. A <see cref="UserMessage"/> answers it by its id.</summary>
public sealed record RichContent : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new("rich_content", "rich_content", static (ref json) => new RichContent
    {
        RichContentId = json.Text("rich_content_id"u8),
        Component = json.Text("component"u8),
        Props = json.Parameters("props"u8),
        EventId = json.Whole("event_id"u8),
        Extra = json.Rest(),
    });

    /// <summary>Its id.</summary>
    public required string RichContentId { get; init; }

    /// <summary>Which component shows it.</summary>
    public required string Component { get; init; }

    /// <summary>What the component is given, a JSON object.</summary>
    public JsonText Props { get; init; } = JsonText.EmptyObject;

    /// <summary>The turn of the agent that it belongs to; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("rich_content_id"u8, RichContentId);
        json.WriteString("component"u8, Component);
        json.WriteObject("props"u8, Props);
        json.WriteNumber("event_id"u8, EventId);
    }
}
