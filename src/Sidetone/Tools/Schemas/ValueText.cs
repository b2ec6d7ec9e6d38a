using System.Text;
using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>How values are shown in messages: short, since a model reads them.</summary>
internal static class ValueText
{
    private const int MaxShown = 40;
    private const int MaxListed = 12;

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "'" + Shorten(value.GetString()!) + "'",
        _ => Shorten(value.GetRawText()),
    };

    public static string Shorten(string text)
    {
        if (text.Length <= MaxShown)
            return text;
        var end = char.IsHighSurrogate(text[MaxShown - 1]) ? MaxShown - 1 : MaxShown;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    /// <summary><c>a, b or c</c>.</summary>
    public static string Alternatives(IReadOnlyList<string> options)
    {
        if (options.Count == 1)
            return options[0];
        var text = new StringBuilder();
        for (var i = 0; i < options.Count - 1; i++)
            text.Append(i == 0 ? "" : ", ").Append(options[i]);
        return text.Append(" or ").Append(options[^1]).ToString();
    }

    /// <summary><c>red, green, blue</c>; a long list is cut.</summary>
    public static string List(IReadOnlyList<JsonElement> values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            if (i == MaxListed && values.Count > MaxListed + 1)
                return text.Append("… (").Append(values.Count).Append(" values)").ToString();
            text.Append(values[i].ValueKind == JsonValueKind.String ? Shorten(values[i].GetString()!) : Of(values[i]));
        }
        return text.ToString();
    }
}
