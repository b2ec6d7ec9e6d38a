using System.Globalization;

namespace Sidetone.Generated;

/// <summary>Words for what a model misspelt.</summary>
internal static class Spelling
{
    private const int MaxListed = 12;
    private const int MaxQuoted = 40;

    public static string UnknownProperty(string name, ReadOnlySpan<string> names)
    {
        var unknown = "has no property '" + Short(name) + "'";
        if (Nearest(name, names) is { } nearest)
            return unknown + "; did you mean '" + nearest + "'?";
        return names.IsEmpty ? unknown + "; it takes none" : unknown + "; there is " + List(names, "'", " and ");
    }

    public static string UnknownName(string value, ReadOnlySpan<string> names) => Nearest(value, names) is { } nearest
        ? "must be " + OneOf(names) + ", not " + Quoted(value) + "; did you mean '" + nearest + "'?"
        : "must be " + OneOf(names) + ", not " + Quoted(value);

    public static string OneOf(ReadOnlySpan<string> names) => names.Length == 1 ? "'" + names[0] + "'" : "one of " + List(names, "'", " or ");

    public static string Quoted(string text) => "\"" + Short(text) + "\"";

    public static string Short(string text) => text.Length <= MaxQuoted
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxQuoted - 1]) ? MaxQuoted - 1 : MaxQuoted), "…");

    private static string List(ReadOnlySpan<string> names, string quote, string last)
    {
        var told = Math.Min(names.Length, MaxListed);
        var text = "";
        for (var i = 0; i < told; i++)
            text += (i == 0 ? "" : i == names.Length - 1 ? last : ", ") + quote + names[i] + quote;
        return told == names.Length ? text : text + " and " + (names.Length - told).ToString(CultureInfo.InvariantCulture) + " more";
    }

    /// <summary>The name that was probably meant: a third of its letters may be wrong.</summary>
    public static string? Nearest(string name, ReadOnlySpan<string> names)
    {
        string? nearest = null;
        var best = int.MaxValue;
        if (name.Length > 64)
            return null;
        foreach (var candidate in names)
        {
            var distance = Distance(Plain(name), Plain(candidate));
            if (distance < best && distance <= Math.Max(1, candidate.Length / 3))
            {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    // order_id and orderId are the same name to whoever means one of them.
    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    // Levenshtein's distance; a swap of neighbours counts as one.
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }
            (before, previous, current) = (previous, current, before);
        }
        return previous[b.Length];
    }
}
