using System.Globalization;
using Sidetone.Tools.Arguments;

namespace Sidetone.Generated;

/// <summary>Words for what a model misspelt.</summary>
internal static class Spelling
{
    private const int MaxListed = 12;
    private const int MaxQuoted = 40;

    public static string UnknownProperty(string name, ReadOnlySpan<string> names)
    {
        var unknown = "has no property '" + Short(name) + "'";
        if (NearestName.Find(name, names) is { } nearest)
            return unknown + "; did you mean '" + nearest + "'?";
        return names.IsEmpty ? unknown + "; it takes none" : unknown + "; there is " + List(names, "'", " and ");
    }

    public static string UnknownName(string value, ReadOnlySpan<string> names) => NearestName.Find(value, names) is { } nearest
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
}
