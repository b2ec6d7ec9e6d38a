using System.Text.Json;
using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The limits of a JSON schema in words, for a model whose schema cannot hold them.</summary>
internal static class SchemaLimits
{
    private static readonly (string Keyword, string Words)[] s_numbers =
    [
        ("minimum", "At least {0}."), ("exclusiveMinimum", "More than {0}."), ("maximum", "At most {0}."), ("exclusiveMaximum", "Less than {0}."),
        ("multipleOf", "A multiple of {0}."), ("minLength", "At least {0} characters."), ("maxLength", "At most {0} characters."),
        ("minItems", "At least {0} of them."), ("maxItems", "At most {0} of them."),
    ];

    public static IReadOnlyList<string> Of(JsonObject schema)
    {
        var words = new List<string>();
        if (Lenient.Text(schema["format"]) is { } format)
            words.Add(Format(format));
        foreach (var (keyword, text) in s_numbers)
        {
            if (schema[keyword]?.GetValueKind() == JsonValueKind.Number)
                words.Add(text.Replace("{0}", schema[keyword]!.ToJsonString(), StringComparison.Ordinal));
        }
        if (Lenient.Text(schema["pattern"]) is { } pattern)
            words.Add($"Matches {pattern}");
        if (Lenient.Flag(schema["uniqueItems"]) == true)
            words.Add("Each once.");
        if ((schema["not"] as JsonObject)?["enum"] is JsonArray denied)
            words.Add($"Not {string.Join(", ", denied.OfType<JsonNode>().Select(value => value.ToJsonString()))}.");
        if (schema["default"] is { } standard)
            words.Add($"Default: {standard.ToJsonString()}.");
        return words;
    }

    private static string Format(string format) => format switch
    {
        "date" => "A date, YYYY-MM-DD.",
        "time" => "A time, HH:MM:SS.",
        "date-time" => "A date and time, ISO 8601.",
        "duration" => "A duration, ISO 8601, such as PT5M.",
        "uuid" => "A UUID.",
        "uri" => "A URI.",
        "email" => "An e-mail address.",
        _ => $"Format: {format}.",
    };
}
