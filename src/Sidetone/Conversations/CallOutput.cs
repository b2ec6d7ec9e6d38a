using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A call's output: JSON where it is data, plain text where it is text. In a file a string is text, anything else is data.</summary>
/// <param name="Utf8">The output.</param>
/// <param name="IsText">It is plain text.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct CallOutput(ReadOnlyMemory<byte> Utf8, bool IsText)
{
    /// <summary>Equal when the bytes are.</summary>
    /// <param name="other">The other output.</param>
    public bool Equals(CallOutput other) => IsText == other.IsText && Utf8.Span.SequenceEqual(other.Utf8.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Utf8.Length;

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    internal static CallOutput Text(string text) => new(Encoding.UTF8.GetBytes(text), IsText: true);

    // Deeper than any model reads, and less than an event may be.
    private const int MaxDepth = 128;

    internal sealed class Converter : JsonConverter<CallOutput>
    {
        public override CallOutput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? Text(reader.GetString()!)
                : new(Encoding.UTF8.GetBytes(JsonElement.ParseValue(ref reader).GetRawText()), IsText: false);

        public override void Write(Utf8JsonWriter writer, CallOutput value, JsonSerializerOptions options)
        {
            // What a handler called JSON may be none: it is kept as text, rather than lost with the log.
            if (value.IsText || !IsJson(value.Utf8.Span))
                writer.WriteStringValue(value.ToString());
            else
                writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
        }

        private static bool IsJson(ReadOnlySpan<byte> utf8)
        {
            try
            {
                var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
                while (reader.Read())
                {
                }
                return !utf8.IsEmpty;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
