using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>JSON of values whose type only the caller knows, by the rules of Microsoft.Extensions.AI.</summary>
internal static class AnyJson
{
    /// <summary>In HTTP and never in HTML: quotes and other scripts need no <c>\u</c> escapes, which triple the size of some languages.</summary>
    public static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(object value) => value is JsonElement element ? element.GetRawText() : Text(value, TypeOf(value.GetType()));

    public static string Text(IDictionary<string, object?> members) => Text(members, TypeOf(typeof(IDictionary<string, object?>)));

    public static void Write(Utf8JsonWriter json, object value)
    {
        if (value is JsonElement element)
            element.WriteTo(json);
        else
            JsonSerializer.Serialize(json, value, TypeOf(value.GetType()));
    }

    private static string Text(object value, JsonTypeInfo type)
    {
        // Through a writer of our own: by themselves those rules indent, and a model would pay for every space.
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
            JsonSerializer.Serialize(json, value, type);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonTypeInfo TypeOf(Type type) => AIJsonUtilities.DefaultOptions.GetTypeInfo(type);
}
