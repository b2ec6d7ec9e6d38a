using System.Globalization;
using System.Text;

namespace Sidetone.Tools.Shapes;

/// <summary>JSON as text. The generator has no JSON library, and what both sides write must be the same byte for byte.</summary>
internal static class JsonText
{
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2);
        AppendQuoted(json, text);
        return json.ToString();
    }

    public static StringBuilder AppendQuoted(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"': json.Append("\\\""); break;
                case '\\': json.Append("\\\\"); break;
                case '\n': json.Append("\\n"); break;
                case '\r': json.Append("\\r"); break;
                case '\t': json.Append("\\t"); break;
                default:
                    // A lone surrogate has no UTF-8.
                    if (c < ' ' || char.IsSurrogate(c) && !IsPaired(text, c))
                        json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    else
                        json.Append(c);
                    break;
            }
        }
        return json.Append('"');
    }

    /// <summary>The text that <see cref="Quote"/> made; anything but a text as it is.</summary>
    public static string Unquote(string json)
    {
        if (json[0] != '"')
            return json;
        var text = new StringBuilder(json.Length);
        for (var i = 1; i < json.Length - 1; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
                continue;
            }
            var escaped = json[++i];
            text.Append(escaped switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)Convert.ToInt32(json.Substring(i + 1, 4), 16),
                _ => escaped,
            });
            if (escaped == 'u')
                i += 4;
        }
        return text.ToString();
    }

    /// <summary>A constant of C# as JSON; null for what has no form there.</summary>
    public static string? Of(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        string s => Quote(s),
        char c => Quote(c.ToString()),
        float f => IsFinite(f) ? ((IFormattable)f).ToString("R", CultureInfo.InvariantCulture) : null,
        double d => IsFinite(d) ? ((IFormattable)d).ToString("R", CultureInfo.InvariantCulture) : null,
        decimal m => m.ToString(CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static bool IsPaired(string text, char c)
    {
        // Good enough for a description: a text with any lone surrogate has all of them escaped.
        _ = c;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
