using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>One JSON value as the UTF-8 that it arrived in: written to the log as it is, never parsed to be kept.</summary>
/// <param name="Utf8">The value; empty for none.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct JsonText(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The object without members.</summary>
    public static JsonText EmptyObject { get; } = new("{}"u8.ToArray());

    /// <summary>There is no value.</summary>
    public bool IsEmpty => Utf8.IsEmpty;

    /// <summary>Parses the value.</summary>
    /// <exception cref="JsonException">There is none, or it is not JSON.</exception>
    public JsonElement ToElement()
    {
        var reader = new Utf8JsonReader(Utf8.Span);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Equal when the bytes are.</summary>
    /// <param name="other">The other value.</param>
    public bool Equals(JsonText other) => Utf8.Span.SequenceEqual(other.Utf8.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Utf8.Span);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    internal sealed class Converter : JsonConverter<JsonText>
    {
        public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(Encoding.UTF8.GetBytes(JsonElement.ParseValue(ref reader).GetRawText()));

        public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options)
        {
            if (value.IsEmpty)
                writer.WriteNullValue();
            else
                writer.WriteRawValue(value.Utf8.Span, skipInputValidation: false);
        }
    }
}
