using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A frame that is no JSON object: no JSON, cut off, or another value. It is kept and written as it came.</summary>
public sealed record MalformedServerMessage : ServerMessage
{
    /// <summary>What is wrong with it, and where; nothing of its content.</summary>
    public required string Problem { get; init; }

    /// <summary>The frame.</summary>
    public required ReadOnlyMemory<byte> Frame { get; init; }

    /// <inheritdoc/>
    public override void WriteTo(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (!Frame.IsEmpty)
            json.WriteRawValue(Frame.Span, skipInputValidation: true);
    }
}
