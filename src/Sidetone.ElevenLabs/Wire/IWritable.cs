using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A part of a message that writes itself as one JSON value.</summary>
internal interface IWritable
{
    /// <summary>Writes it.</summary>
    /// <param name="json">Where to.</param>
    void WriteTo(Utf8JsonWriter json);
}
