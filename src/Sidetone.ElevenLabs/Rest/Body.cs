using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>JSON as it goes out and comes in.</summary>
internal static partial class Body
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

    /// <summary>Null for JSON's null. What is no text, bytes that are no UTF-8 and half a surrogate pair, becomes U+FFFD: it could never be written again.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonNode? Read(ReadOnlyMemory<byte> utf8) => Read(Encoding.UTF8.GetString(utf8.Span));

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    public static JsonNode? Read(string json)
    {
        json = json.TrimStart('\uFEFF');
        if (json.Contains(@"\ud", StringComparison.OrdinalIgnoreCase))
            json = Escape().Replace(json, match => match.Groups["half"].Success ? @"\uFFFD" : match.Value);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json), s_lenient);
        return Copy(document.RootElement.Clone());
    }

    /// <summary>An object that was kept elsewhere.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="ArgumentException">It is JSON, but no object.</exception>
    public static JsonObject ReadObject(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json) as JsonObject ?? throw new ArgumentException("It must be a JSON object.", nameof(json));
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

    [GeneratedRegex(@"\\[^u]|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][\da-fA-F]{2})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
