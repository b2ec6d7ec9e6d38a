using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sidetone.Generators.Parsing;

/// <summary>Reads <c>///</c> comments where they stand: the compiler parses them only for projects that generate documentation.</summary>
internal static class CommentText
{
    /// <summary>The summary of a symbol; empty if it has none.</summary>
    public static string Summary(ISymbol symbol) => Element(CommentOf(symbol), "<summary", null);

    /// <summary>The text of a parameter in the comment of its method or type.</summary>
    public static string Parameter(ISymbol owner, string name) => Element(CommentOf(owner), "<param", name);

    /// <summary>Whether a comment leaves the words to what the symbol overrides or implements.</summary>
    public static bool Inherits(ISymbol symbol) => CommentOf(symbol).Contains("<inheritdoc");

    private static string CommentOf(ISymbol symbol)
    {
        var text = new StringBuilder();
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            foreach (var trivia in reference.GetSyntax().GetLeadingTrivia())
            {
                var comment = trivia.ToFullString();
                if (trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || comment.StartsWith("///", StringComparison.Ordinal))
                    AppendLines(text, comment);
                else if (comment.StartsWith("/**", StringComparison.Ordinal))
                    AppendLines(text, comment.Substring(3).TrimEnd('/').TrimEnd('*'));
            }
        }
        return text.ToString();
    }

    private static void AppendLines(StringBuilder text, string comment)
    {
        foreach (var line in comment.Split('\n'))
        {
            var trimmed = line.Trim();
            trimmed = trimmed.StartsWith("///", StringComparison.Ordinal) ? trimmed.Substring(3)
                : trimmed.StartsWith("* ", StringComparison.Ordinal) ? trimmed.Substring(2) : trimmed;
            text.Append(trimmed).Append('\n');
        }
    }

    private static string Element(string comment, string start, string? name)
    {
        for (var at = 0; (at = comment.IndexOf(start, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = comment.IndexOf('>', at);
            if (end < 0)
                return "";
            var tag = comment.Substring(at, end - at);
            if (name is not null && AttributeOf(tag, "name") != name)
                continue;
            if (tag.EndsWith("/", StringComparison.Ordinal))
                return "";
            var close = comment.IndexOf("</" + start.Substring(1), end, StringComparison.Ordinal);
            return Plain(close < 0 ? comment.Substring(end + 1) : comment.Substring(end + 1, close - end - 1));
        }
        return "";
    }

    // Tags go; what they refer to stays. White space becomes one space.
    private static string Plain(string xml)
    {
        var text = new StringBuilder(xml.Length);
        for (var i = 0; i < xml.Length; i++)
        {
            if (xml[i] == '<' && xml.IndexOf('>', i) is > 0 and var end)
            {
                var tag = xml.Substring(i + 1, end - i - 1);
                text.Append(Meant(tag));
                i = end;
            }
            else
            {
                text.Append(xml[i]);
            }
        }
        text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&amp;", "&");
        return string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Meant(string tag)
    {
        if (!tag.EndsWith("/", StringComparison.Ordinal))
            return tag is "para" or "/para" or "item" or "br" ? " " : "";
        if (AttributeOf(tag, "langword") is { } word)
            return word;
        if (AttributeOf(tag, "name") is { } name)
            return name;
        if (AttributeOf(tag, "cref") is not { } cref)
            return AttributeOf(tag, "href") ?? " ";
        var parameters = cref.IndexOf('(');
        var plain = parameters < 0 ? cref : cref.Substring(0, parameters);
        return plain.Substring(Math.Max(plain.LastIndexOf('.'), plain.LastIndexOf(':')) + 1);
    }

    private static string? AttributeOf(string tag, string name)
    {
        var at = tag.IndexOf(" " + name + "=", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var from = at + name.Length + 3;
        if (from > tag.Length)
            return null;
        var to = tag.IndexOf(tag[from - 1], from);
        return to < 0 ? null : tag.Substring(from, to - from);
    }
}
