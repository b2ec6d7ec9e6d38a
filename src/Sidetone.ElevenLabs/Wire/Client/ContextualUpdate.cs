using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>Something for the agent to know that interrupts nobody.</summary>
public sealed record ContextualUpdate : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new("contextual_update", null, static (ref json) => new ContextualUpdate
    {
        Text = json.Text("text"u8),
        ContextId = json.OptionalText("context_id"u8),
        Extra = json.Rest(),
    });

    /// <summary>What it is to know.</summary>
    public required string Text { get; init; }

    /// <summary>What it is about: a newer update with the same id takes this one's place for the model. Null for none.</summary>
    public string? ContextId { get; init; }

    private protected override MessageShape<ClientMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("text"u8, Text);
        json.WriteIfAny("context_id"u8, ContextId);
    }
}
