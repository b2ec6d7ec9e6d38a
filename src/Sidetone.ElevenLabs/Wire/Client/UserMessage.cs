using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A turn of the user in writing. It interrupts the agent as speech does.</summary>
public sealed record UserMessage : ClientMessage, IWritable
{
    internal static readonly MessageShape<ClientMessage> Wire = new("user_message", null, Read);

    /// <summary>The text; null for a signal that says nothing.</summary>
    public string? Text { get; init; }

    /// <summary>The <see cref="RichContent.RichContentId"/> that it answers; null for none.</summary>
    public string? RichContentId { get; init; }

    /// <summary>Who writes, where several do; null for not said. Only the platform's schema has it.</summary>
    public string? UserIdentifier { get; init; }

    private protected override MessageShape<ClientMessage> Shape => Wire;

    internal static UserMessage Read(ref Members json)
    {
        json.Has("type"u8);     // inside a multimodal message it has one too
        return new()
        {
            Text = json.OptionalText("text"u8),
            RichContentId = json.OptionalText("rich_content_id"u8),
            UserIdentifier = json.OptionalText("user_identifier"u8),
            Extra = json.Rest(),
        };
    }

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteIfAny("text"u8, Text);
        json.WriteIfAny("rich_content_id"u8, RichContentId);
        json.WriteIfAny("user_identifier"u8, UserIdentifier);
    }
}
