using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>How full the model's context is, after each turn.</summary>
public sealed record ContextUsage : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "context_usage", "context_usage_event", static (ref json) => new ContextUsage
        {
            EventId = json.Whole("event_id"u8),
            Model = json.Text("model"u8),
            ContextTokens = json.Whole("context_tokens"u8),
            ContextLimitTokens = json.Whole("context_limit_tokens"u8),
            Extra = json.Rest(),
        });

    /// <summary>Its place in the conversation; 0 when the frame had none.</summary>
    public long EventId { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens in the context.</summary>
    public required long ContextTokens { get; init; }

    /// <summary>Tokens that fit.</summary>
    public required long ContextLimitTokens { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("event_id"u8, EventId);
        json.WriteString("model"u8, Model);
        json.WriteNumber("context_tokens"u8, ContextTokens);
        json.WriteNumber("context_limit_tokens"u8, ContextLimitTokens);
    }
}
