using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>What the body of a refusal says, whatever its form: <c>detail</c> as a text, an object or a list, a bare object, a text, nothing.</summary>
internal sealed record ErrorBody(string? Code, string? Message, string? RequestId, IReadOnlyList<FieldError> Fields)
{
    private static readonly ErrorBody s_empty = new(null, null, null, []);

    public static ErrorBody Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
            return s_empty;
        try
        {
            return Of(Body.Read(utf8));
        }
        catch (JsonException)
        {
            var text = Encoding.UTF8.GetString(utf8.Span).Trim();
            // A page of a proxy is for a browser.
            return text.Length == 0 || text[0] == '<' ? s_empty : s_empty with { Message = text };
        }
    }

    private static ErrorBody Of(JsonNode? json) => json switch
    {
        JsonArray list => s_empty with { Fields = [.. list.Select(Field).OfType<FieldError>()] },
        JsonObject whole when whole["detail"] is { } detail => Of(detail) is var inner && whole["request_id"] is { } id ? inner with { RequestId = inner.RequestId ?? Text(id) } : inner,
        JsonObject whole when whole["error"] is JsonObject error => Of(error),
        JsonObject said => s_empty with
        {
            Code = Text(said["status"]) ?? Text(said["code"]) ?? Text(said["type"]),
            Message = Text(said["message"]) ?? Text(said["msg"]) ?? Text(said["error"]),
            RequestId = Text(said["request_id"]),
        },
        JsonValue text => s_empty with { Message = Text(text) },
        _ => s_empty,
    };

    private static FieldError? Field(JsonNode? json) => json switch
    {
        JsonObject field => new(PathOf(field["loc"]), Text(field["msg"]) ?? Text(field["message"]) ?? "not accepted", Text(field["type"])),
        JsonValue text when Text(text) is { } message => new("", message, null),
        _ => null,
    };

    private static string PathOf(JsonNode? location) => location switch
    {
        JsonArray steps => string.Join('.', steps.Select(step => Text(step) ?? step?.ToJsonString())),
        _ => Text(location) ?? "",
    };

    private static string? Text(JsonNode? json) =>
        Lenient.Text(json) ?? (json?.GetValueKind() == JsonValueKind.Number ? json.ToJsonString() : null);
}
