using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A file that was uploaded to the conversation.</summary>
public sealed record InputFile : IWritable
{
    /// <summary>Its id, from the upload.</summary>
    public required string FileId { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static InputFile Read(ref Members json)
    {
        json.Has("type"u8);
        return new() { FileId = json.Text("file_id"u8), Extra = json.Rest() };
    }

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "file_input"u8);
        json.WriteString("file_id"u8, FileId);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
