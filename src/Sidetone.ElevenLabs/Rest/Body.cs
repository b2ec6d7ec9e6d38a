using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>JSON as it goes out and comes in.</summary>
internal static class Body
{
    // Text beyond ASCII goes out as it is, as other SDKs send it. A JSON body is no HTML page.
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions s_lenient = new() { MaxDepth = 256, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static byte[] Write(JsonObject json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_compact))
            json.WriteTo(writer);
        return stream.ToArray();
    }

    /// <summary>Null for JSON's null.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonNode? Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        using var document = JsonDocument.Parse(utf8, s_lenient);
        return Copy(document.RootElement.Clone());
    }

    // Made whole at once: a node that is made lazily fails late on a repeated name, and is not safe to read from two threads.
    private static JsonNode? Copy(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var property in element.EnumerateObject())
                    copy[property.Name] = Copy(property.Value);
                return copy;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Copy)]);
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element);
        }
    }
}
