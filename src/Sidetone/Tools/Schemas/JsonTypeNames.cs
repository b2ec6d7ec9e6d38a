using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>The types' names, in schemas and in messages.</summary>
internal static class JsonTypeNames
{
    public static readonly string[] All = ["null", "boolean", "integer", "number", "string", "array", "object"];

    public static bool TryParse(string? name, out JsonTypes type)
    {
        var index = Array.IndexOf(All, name);
        type = index < 0 ? JsonTypes.None : (JsonTypes)(1 << index);
        return index >= 0;
    }

    public static JsonTypes Of(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Number => JsonTypes.Number,
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Array => JsonTypes.Array,
        JsonValueKind.Object => JsonTypes.Object,
        _ => JsonTypes.None,
    };

    /// <summary>Whether one of <paramref name="types"/> is that of the value.</summary>
    public static bool Include(JsonTypes types, JsonElement value)
    {
        var own = Of(value.ValueKind);
        return (types & own) != JsonTypes.None
            || (own == JsonTypes.Number && (types & JsonTypes.Integer) != JsonTypes.None && JsonNumber.IsInteger(value));
    }

    /// <summary><c>a string, an integer or null</c>.</summary>
    public static string Describe(JsonTypes types)
    {
        var names = new List<string>();
        for (var i = All.Length - 1; i >= 0; i--)
        {
            if ((types & (JsonTypes)(1 << i)) != JsonTypes.None)
                names.Add(WithArticle(All[i]));
        }
        return ValueText.Alternatives(names);
    }

    private static string WithArticle(string name) => name switch
    {
        "null" => name,
        "integer" or "array" or "object" => "an " + name,
        _ => "a " + name,
    };
}
