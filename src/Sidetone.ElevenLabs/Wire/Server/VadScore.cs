using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>How likely it is that the user is speaking.</summary>
public sealed record VadScore : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new("vad_score", "vad_score_event", static (ref json) => new VadScore
    {
        Score = json.OptionalNumber("vad_score"u8) ?? 0,
        Extra = json.Rest(),
    });

    /// <summary>From 0 to 1.</summary>
    public required double Score { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("vad_score"u8, Score);
    }
}
