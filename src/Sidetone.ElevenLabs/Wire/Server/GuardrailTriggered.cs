using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A guardrail of the agent stopped something.</summary>
public sealed record GuardrailTriggered : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "guardrail_triggered", "guardrail_triggered_event", static (ref json) => new GuardrailTriggered
        {
            GuardrailName = json.OptionalText("guardrail_name"u8),
            Extra = json.Rest(),
        })
    { IsPayloadOptional = true };

    /// <summary>Which one; null when not sent. Only the platform's schema has it.</summary>
    public string? GuardrailName { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override bool HasFields => GuardrailName is not null;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteIfAny("guardrail_name"u8, GuardrailName);
    }
}
