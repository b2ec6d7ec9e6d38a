using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>What is said while the model takes its time.</summary>
public sealed record SoftTimeoutOverride : IWritable
{
    /// <summary>What is said at the first timeout.</summary>
    public string? Message { get; init; }

    /// <summary>What is said at later ones, a JSON array; empty for none.</summary>
    public JsonText AdditionalMessages { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static SoftTimeoutOverride Read(ref Members json) => new()
    {
        Message = json.OptionalText("message"u8),
        AdditionalMessages = json.Raw("additional_soft_timeout_messages"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("message"u8, Message);
        json.WriteIfAny("additional_soft_timeout_messages"u8, AdditionalMessages);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
