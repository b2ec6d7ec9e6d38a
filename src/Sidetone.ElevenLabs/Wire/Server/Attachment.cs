using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A file that belongs to an <see cref="AgentResponse"/>.</summary>
public sealed record Attachment : IWritable
{
    /// <summary>Where it is.</summary>
    public required string Url { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its media type; null when not sent.</summary>
    public string? MimeType { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static Attachment Read(ref Members json) => new()
    {
        Url = json.Text("url"u8),
        Name = json.Text("name"u8),
        MimeType = json.OptionalText("mime_type"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, Url);
        json.WriteString("name"u8, Name);
        json.WriteIfAny("mime_type"u8, MimeType);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
