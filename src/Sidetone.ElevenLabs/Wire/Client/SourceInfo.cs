using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>Which program starts a conversation.</summary>
public sealed record SourceInfo : IWritable
{
    /// <summary>One of the platform's names, such as <c>python_sdk</c>, or <c>unknown</c>; others are refused by its schema. Null for not
    /// said.</summary>
    public string? Source { get; init; }

    /// <summary>Its version, of at most 50 characters; null for not said.</summary>
    public string? Version { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static SourceInfo Read(ref Members json) => new()
    {
        Source = json.OptionalText("source"u8),
        Version = json.OptionalText("version"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("source"u8, Source);
        json.WriteIfAny("version"u8, Version);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
