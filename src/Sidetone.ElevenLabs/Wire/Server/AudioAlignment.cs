using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>When each character of a piece of <see cref="AgentAudio"/> is spoken. The lists go side by side.</summary>
public sealed record AudioAlignment : IWritable
{
    /// <summary>The characters.</summary>
    public required IReadOnlyList<string> Characters { get; init; }

    /// <summary>When each begins, in milliseconds from the start of the piece.</summary>
    public required IReadOnlyList<long> StartTimesMs { get; init; }

    /// <summary>How long each lasts, in milliseconds.</summary>
    public required IReadOnlyList<long> DurationsMs { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static AudioAlignment Read(ref Members json) => new()
    {
        Characters = json.Texts("chars"u8) ?? [],
        StartTimesMs = json.Wholes("char_start_times_ms"u8) ?? [],
        DurationsMs = json.Wholes("char_durations_ms"u8) ?? [],
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("chars"u8, Characters);
        json.WriteNumbers("char_start_times_ms"u8, StartTimesMs);
        json.WriteNumbers("char_durations_ms"u8, DurationsMs);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
