namespace Sidetone.Cli.Catalogue;

/// <summary>Stored names as names of C#.</summary>
internal static class CSharpName
{
    private static readonly HashSet<string> s_keywords =
    [
        .. ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern "
        + "false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params "
        + "private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong "
        + "unchecked unsafe ushort using virtual void volatile while").Split(' '),
    ];

    /// <summary>It can be written as it is, a keyword with its @.</summary>
    public static bool IsIdentifier(string name) => name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    public static string Escape(string name) => s_keywords.Contains(name) ? "@" + name : name;

    /// <summary>The words of a name, each with a capital; a letter in front of what begins with a digit.</summary>
    public static string Pascal(string name)
    {
        var pascal = string.Concat(name.Select((c, i) => !char.IsLetterOrDigit(c) ? "" : i == 0 || !char.IsLetterOrDigit(name[i - 1]) ? char.ToUpperInvariant(c).ToString() : c.ToString()));
        return pascal.Length == 0 ? "Empty" : char.IsLetter(pascal[0]) ? pascal : "N" + pascal;
    }

    /// <summary>The name, or with a number behind it what is not taken yet; it is taken then.</summary>
    public static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++)
            unique = $"{name}{i}";
        return unique;
    }

    /// <summary>A text as a literal.</summary>
    public static string Literal(string text) =>
        "\"" + string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : c == '\n' ? "\\n" : char.IsControl(c) || c is '\u2028' or '\u2029' || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString())) + "\"";
}
