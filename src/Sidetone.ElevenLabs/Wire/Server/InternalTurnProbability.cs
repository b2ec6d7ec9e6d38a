using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>How likely it is that the user has finished. For the platform's own use.</summary>
public sealed record InternalTurnProbability : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "internal_turn_probability", "turn_probability_internal_event", static (ref json) => new InternalTurnProbability
        {
            Probability = json.OptionalNumber("turn_probability"u8) ?? 0,
            Extra = json.Rest(),
        });

    /// <summary>From 0 to 1.</summary>
    public required double Probability { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("turn_probability"u8, Probability);
    }
}
