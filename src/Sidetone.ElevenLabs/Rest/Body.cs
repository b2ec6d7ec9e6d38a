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

    /// <summary>Null for JSON's null.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonNode? Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        using var document = JsonDocument.Parse(utf8, s_lenient);
        try
        {
            return Copy(document.RootElement.Clone());
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A name holds half a character.", exception);
        }
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
                return JsonValue.Create(IsWritable(element) ? element : Mend(element));
        }
    }

    private static bool IsWritable(JsonElement element)
    {
        try
        {
            return element.ValueKind != JsonValueKind.String || element.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // Half a surrogate pair can be sent as JSON, and is no text: it could never be written again.
    private static JsonElement Mend(JsonElement text)
    {
        var mended = Escape().Replace(text.GetRawText(), match => match.Groups["half"].Success ? "\\uFFFD" : match.Value);
        using var document = JsonDocument.Parse(mended);
        return document.RootElement.Clone();
    }

    [GeneratedRegex(@"\\[^u]|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][\da-fA-F]{2})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}
