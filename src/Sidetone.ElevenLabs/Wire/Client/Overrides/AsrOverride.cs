using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The speech recognition.</summary>
public sealed record AsrOverride : IWritable
{
    /// <summary>Words to be expected.</summary>
    public IReadOnlyList<string>? Keywords { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static AsrOverride Read(ref Members json) => new()
    {
        Keywords = json.Texts("keywords"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("keywords"u8, Keywords);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
