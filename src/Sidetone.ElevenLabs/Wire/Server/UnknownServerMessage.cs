using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A message of a type that this version does not know, or of none. It is kept and written as it came; with it one also sends
/// what has no record here.</summary>
public sealed record UnknownServerMessage : ServerMessage
{
    /// <inheritdoc/>
    public override string Type => Name;

    /// <summary>Its <c>type</c>; empty when it had none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The whole message, a JSON object.</summary>
    public required JsonText Json { get; init; }

    /// <inheritdoc/>
    public override void WriteTo(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteRawValue(Json.Utf8.Span, skipInputValidation: true);
    }
}
