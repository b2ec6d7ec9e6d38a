using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The conversation itself.</summary>
public sealed record ConversationSettingsOverride : IWritable
{
    /// <summary>No audio either way.</summary>
    public bool? TextOnly { get; init; }

    /// <summary>The types of the messages that the server sends; at least one.</summary>
    public IReadOnlyList<string>? ClientEvents { get; init; }

    /// <summary>The longest duration, in seconds.</summary>
    public int? MaxDurationSeconds { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static ConversationSettingsOverride Read(ref Members json) => new()
    {
        TextOnly = json.OptionalFlag("text_only"u8),
        ClientEvents = json.Texts("client_events"u8),
        MaxDurationSeconds = json.OptionalInt("max_duration_seconds"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("text_only"u8, TextOnly);
        json.WriteIfAny("client_events"u8, ClientEvents);
        json.WriteIfAny("max_duration_seconds"u8, (long?)MaxDurationSeconds);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
