using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The taking of turns.</summary>
public sealed record TurnOverride : IWritable
{
    /// <summary>What is said while the model takes its time.</summary>
    public SoftTimeoutOverride? SoftTimeout { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static TurnOverride Read(ref Members json) => new()
    {
        SoftTimeout = json.Object("soft_timeout_config"u8, SoftTimeoutOverride.Read),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("soft_timeout_config"u8, SoftTimeout);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
