using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A call's id in its conversation, written <c>c12</c>. It is ours: a provider's id is data, and good only for
/// seeing that the same call has come twice.</summary>
/// <param name="Number">Counts from 1.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct CallId(int Number)
{
    /// <inheritdoc/>
    public override string ToString() => "c" + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads <c>c12</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id.</param>
    public static bool TryParse(string? text, out CallId id)
    {
        if (text is ['c', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            id = new(number);
            return true;
        }
        id = default;
        return false;
    }

    internal sealed class Converter : JsonConverter<CallId>
    {
        public override CallId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A call's id is written c1, c2, …");

        public override void Write(Utf8JsonWriter writer, CallId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
