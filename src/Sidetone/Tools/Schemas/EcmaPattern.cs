using System.Globalization;
using System.Text;

namespace Sidetone.Tools.Schemas;

/// <summary>Rewrites a pattern of JavaScript's (with its <c>u</c> flag), which is what schemas hold, as one of .NET's with the same meaning.</summary>
internal static class EcmaPattern
{
    private const string Space = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

    // A character is one or two units; atomic, so that backtracking never looks at halves.
    private const string Pair = @"[\ud800-\udbff][\udc00-\udfff]";
    private const string AnyCharacter = "(?>" + Pair + @"|[^\n\r\u2028\u2029])";

    // .NET knows the categories by their short names only.
    private static readonly Dictionary<string, string> s_categories = new()
    {
        ["Letter"] = "L",
        ["Lowercase_Letter"] = "Ll",
        ["Uppercase_Letter"] = "Lu",
        ["Titlecase_Letter"] = "Lt",
        ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo",
        ["Mark"] = "M",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["digit"] = "Nd",
        ["Letter_Number"] = "Nl",
        ["Other_Number"] = "No",
        ["Punctuation"] = "P",
        ["punct"] = "P",
        ["Symbol"] = "S",
        ["Currency_Symbol"] = "Sc",
        ["Math_Symbol"] = "Sm",
        ["Separator"] = "Z",
        ["Space_Separator"] = "Zs",
        ["Other"] = "C",
        ["Control"] = "Cc",
    };

    public static string Translate(string source)
    {
        // Most patterns mean the same in both; those with none of these need no second look.
        if (source.AsSpan().IndexOfAny(@"\$.[") < 0 && !source.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return source;
        var text = new StringBuilder(source.Length + 16);
        var i = 0;
        while (i < source.Length)
        {
            var c = source[i];
            if (c == '\\')
                i = Escape(source, i, text, inClass: false);
            else if (c == '[')
                i = Class(source, i, text);
            else
            {
                // '$' is the very end here, where .NET's also stands before a last line feed.
                text.Append(c switch { '$' => @"\z", '.' => AnyCharacter, _ => "" });
                i = c is '$' or '.' ? i + 1 : Literal(source, i, text);
            }
        }
        return text.ToString();
    }

    /// <summary>A character beyond the first 65536 is two in .NET: kept together, so that <c>*</c> after it repeats both.</summary>
    private static int Literal(string source, int i, StringBuilder text)
    {
        if (char.IsHighSurrogate(source[i]) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1]))
        {
            text.Append("(?:").Append(source, i, 2).Append(')');
            return i + 2;
        }
        text.Append(source[i]);
        return i + 1;
    }

    private static int Class(string source, int start, StringBuilder text)
    {
        var end = start + 1;
        var negated = end < source.Length && source[end] == '^';
        if (negated)
            end++;
        var members = new StringBuilder();
        var pairs = new List<string>();
        while (end < source.Length && source[end] != ']')
        {
            if (source[end] == '\\')
                end = Escape(source, end, members, inClass: true);
            else if (char.IsHighSurrogate(source[end]) && end + 1 < source.Length)
            {
                pairs.Add(source.Substring(end, 2));
                end += 2;
            }
            else
            {
                // An inner '[' is a letter in JavaScript; in .NET "-[" would begin a subtraction.
                if (source[end] == '[')
                    members.Append('\\');
                members.Append(source[end++]);
            }
        }
        if (end >= source.Length)
            throw new ArgumentException("the class that begins with '[' is not closed");
        if (members.Length == 0 && pairs.Count == 0)
            text.Append(negated ? "(?>" + Pair + @"|[\s\S])" : "(?!)");
        else if (pairs.Count == 0 && negated)
            text.Append("(?>" + Pair + "|[^").Append(members).Append("])");
        else if (pairs.Count == 0)
            text.Append('[').Append(members).Append(']');
        else
            Pairs(text, members, pairs, negated);
        return end + 1;
    }

    private static void Pairs(StringBuilder text, StringBuilder members, List<string> pairs, bool negated)
    {
        // Ranges between such characters are not understood; better to say so than to match something else.
        if (members.ToString().Contains('-', StringComparison.Ordinal))
            throw new ArgumentException("a range next to a character beyond U+FFFF is not supported");
        var alternatives = string.Join('|', pairs);
        if (negated)
            text.Append("(?:(?!").Append(alternatives).Append(members.Length > 0 ? $"|[{members}]" : "").Append(")(?>" + Pair + @"|[\s\S]))");
        else if (members.Length > 0)
            text.Append("(?:").Append(alternatives).Append("|[").Append(members).Append("])");
        else
            text.Append("(?:").Append(alternatives).Append(')');
    }

    private static int Escape(string source, int start, StringBuilder text, bool inClass)
    {
        if (start + 1 >= source.Length)
            throw new ArgumentException("it ends in a single backslash");
        var c = source[start + 1];
        var set = c switch
        {
            'd' => "0-9",
            'w' => "a-zA-Z0-9_",
            's' => Space,
            _ => null,
        };
        if (set is not null)
        {
            text.Append(inClass ? set : "[" + set + "]");
            return AfterSet(source, start + 2, text, inClass);
        }
        switch (c)
        {
            case 'D':
                text.Append(inClass ? @"\x00-/:-\uffff" : "[^0-9]");
                return AfterSet(source, start + 2, text, inClass);
            case 'W':
                text.Append(inClass ? @"\x00-/:-@\[-^`{-\uffff" : "[^a-zA-Z0-9_]");
                return AfterSet(source, start + 2, text, inClass);
            case 'S' when !inClass:
                text.Append("[^" + Space + "]");
                return start + 2;
            case 'p' or 'P':
                return Property(source, start, text);
            case 'u' when start + 2 < source.Length && source[start + 2] == '{':
                return CodePoint(source, start, text, inClass);
            case 'a' or 'A' or 'e' or 'z' or 'Z' or 'G':
                throw new ArgumentException($"\\{c} means nothing in a schema's pattern; use ^ and $ for start and end");
            default:
                text.Append('\\').Append(c);
                return start + 2;
        }
    }

    /// <summary>A hyphen after a set, as in <c>[\w-.]</c>, is no range: sets have no end to begin one with.</summary>
    private static int AfterSet(string source, int next, StringBuilder text, bool inClass)
    {
        if (!inClass || next >= source.Length || source[next] != '-')
            return next;
        text.Append("\\-");
        return next + 1;
    }

    private static int Property(string source, int start, StringBuilder text)
    {
        var close = source.IndexOf('}', start);
        if (close < 0 || source[start + 2] != '{')
            throw new ArgumentException($"\\{source[start + 1]} needs a category in braces");
        var name = source[(start + 3)..close];
        if (name.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0)
            name = name[(equals + 1)..];
        text.Append('\\').Append(source[start + 1]).Append('{').Append(s_categories.GetValueOrDefault(name, name)).Append('}');
        return close + 1;
    }

    private static int CodePoint(string source, int start, StringBuilder text, bool inClass)
    {
        var close = source.IndexOf('}', start);
        if (close < 0
            || !int.TryParse(source.AsSpan(start + 3, close - start - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || !Rune.IsValid(value))
        {
            throw new ArgumentException("\\u{…} does not name a character");
        }
        if (value <= char.MaxValue)
            text.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}");
        else if (inClass)
            throw new ArgumentException("a character beyond U+FFFF in a class must be written as itself");
        else
            text.Append("(?:").Append(char.ConvertFromUtf32(value)).Append(')');
        return close + 1;
    }
}
