using Sidetone.Tools.Arguments;

namespace Sidetone.Generated;

/// <summary>Words for what a model misspelt.</summary>
internal static class Spelling
{
    public const string Repeated = "is given more than once";

    private const int MaxQuoted = 40;

    public static string UnknownProperty(string name, ReadOnlySpan<string> names)
    {
        var unknown = "has no property '" + Short(name) + "'";
        if (NearestName.Find(name, names) is { } nearest)
            return unknown + "; did you mean '" + nearest + "'?";
        return names.IsEmpty ? unknown + "; it takes none" : unknown + "; there is " + NameList.Of(names, " and ");
    }

    public static string UnknownName(string value, ReadOnlySpan<string> names) => NearestName.Find(value, names) is { } nearest
        ? "must be " + OneOf(names) + ", not " + Quoted(value) + "; did you mean '" + nearest + "'?"
        : "must be " + OneOf(names) + ", not " + Quoted(value);

    public static string OneOf(ReadOnlySpan<string> names) => names.Length == 1 ? "'" + names[0] + "'" : "one of " + NameList.Of(names, " or ");

    public static string Quoted(string text) => "\"" + Short(text) + "\"";

    public static string Short(string text) => text.Length <= MaxQuoted
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxQuoted - 1]) ? MaxQuoted - 1 : MaxQuoted), "…");
}
