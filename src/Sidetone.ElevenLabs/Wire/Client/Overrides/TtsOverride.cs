using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The voice.</summary>
public sealed record TtsOverride : IWritable
{
    /// <summary>The voice.</summary>
    public string? VoiceId { get; init; }

    /// <summary>The speech model.</summary>
    public string? ModelId { get; init; }

    /// <summary>How even it speaks, from 0 to 1.</summary>
    public double? Stability { get; init; }

    /// <summary>How fast, from 0.7 to 1.2 with 1 for normal.</summary>
    public double? Speed { get; init; }

    /// <summary>How close to the original voice, from 0 to 1.</summary>
    public double? SimilarityBoost { get; init; }

    /// <summary>Further voices, a JSON array; empty for none.</summary>
    public JsonText SupportedVoices { get; init; }

    /// <summary>Pronunciation dictionaries, a JSON array; empty for none.</summary>
    public JsonText PronunciationDictionaryLocators { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static TtsOverride Read(ref Members json) => new()
    {
        VoiceId = json.OptionalText("voice_id"u8),
        ModelId = json.OptionalText("model_id"u8),
        Stability = json.OptionalNumber("stability"u8),
        Speed = json.OptionalNumber("speed"u8),
        SimilarityBoost = json.OptionalNumber("similarity_boost"u8),
        SupportedVoices = json.Raw("supported_voices"u8),
        PronunciationDictionaryLocators = json.Raw("pronunciation_dictionary_locators"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("voice_id"u8, VoiceId);
        json.WriteIfAny("model_id"u8, ModelId);
        json.WriteIfAny("stability"u8, Stability);
        json.WriteIfAny("speed"u8, Speed);
        json.WriteIfAny("similarity_boost"u8, SimilarityBoost);
        json.WriteIfAny("supported_voices"u8, SupportedVoices);
        json.WriteIfAny("pronunciation_dictionary_locators"u8, PronunciationDictionaryLocators);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
