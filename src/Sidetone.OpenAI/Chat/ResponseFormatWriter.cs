using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>Writes in which form the model shall answer: text, any JSON, or JSON of a schema.</summary>
internal static class ResponseFormatWriter
{
    /// <summary>The additional property, of a tool or of the options, that asks for the strict profile of its schema.</summary>
    public const string StrictProperty = "strict";

    public static void Write(Utf8JsonWriter json, ChatResponseFormat format, ChatOptions options)
    {
        json.WriteStartObject("response_format");
        switch (format)
        {
            case ChatResponseFormatJson { Schema: { } schema } typed:
                json.WriteString("type", "json_schema");
                json.WriteStartObject("json_schema");
                json.WriteString("name", WireName.OfAuthor(typed.SchemaName) ?? "response");
                if (typed.SchemaDescription is { } description)
                    json.WriteString("description", description);
                json.WritePropertyName("schema");
                schema.WriteTo(json);
                if (options.AdditionalProperties?.TryGetValue(StrictProperty, out bool strict) is true)
                    json.WriteBoolean("strict", strict);
                json.WriteEndObject();
                break;
            case ChatResponseFormatJson:
                json.WriteString("type", "json_object");
                break;
            default:
                json.WriteString("type", "text");
                break;
        }
        json.WriteEndObject();
    }
}
