namespace Sidetone.Cli.Catalogue;

/// <summary>A stored description in C#: a comment, or an attribute for a text whose line breaks a comment would lose.</summary>
internal static class StubDescription
{
    /// <summary>An element of a <c>///</c> comment; nothing where there is no text, or one for the attribute.</summary>
    public static string Comment(string tag, string text, string indent) => text.Trim() is { Length: > 0 } line && IsPlain(line)
        ? $"{indent}/// <{tag}>{line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)}</{tag.Split(' ')[0]}>\n"
        : "";

    /// <summary>The attribute with what stands behind it; nothing for a text that is a comment.</summary>
    public static string Attribute(string text, string behind) => text.Trim() is var line && IsPlain(line) ? "" : $"[Description({CSharpName.Literal(line)})]{behind}";

    private static bool IsPlain(string text) => text == string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
