namespace Sidetone.Cli.Catalogue;

/// <summary>A description as a comment.</summary>
internal static class StubComment
{
    /// <summary>An element of a <c>///</c> comment; nothing where there is no text.</summary>
    public static string Of(string tag, string text, string indent)
    {
        var lines = text.Trim().ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim().Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)).ToList();
        return lines is [""] ? "" : $"{indent}/// <{tag}>{string.Join($"\n{indent}/// ", lines)}</{tag.Split(' ')[0]}>\n";
    }
}
