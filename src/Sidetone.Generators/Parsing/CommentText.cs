using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sidetone.Generators.Parsing;

/// <summary>Reads <c>///</c> comments where they stand: the compiler parses them only for projects that generate documentation.</summary>
internal static class CommentText
{
    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(10);

    // A '<' that begins no tag is a word like any other: comments need not be good XML.
    private static readonly Regex s_parts = new(@"<!\[CDATA\[(?<literal>.*?)\]\]>|<!--.*?-->|<(?<tag>/?[A-Za-z][^>]*)>|(?<text>[^<]+|<)", Options, s_long);

    /// <summary>The summary of a symbol; empty if it has none.</summary>
    public static string Summary(ISymbol symbol) => Element(CommentOf(symbol), "summary", null);

    /// <summary>The text of a parameter in the comment of its method or type.</summary>
    public static string Parameter(ISymbol owner, string name) => Element(CommentOf(owner), "param", name);

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
                : trimmed == "*" || trimmed.StartsWith("* ", StringComparison.Ordinal) ? trimmed.Substring(1) : trimmed;
            text.Append(trimmed).Append('\n');
        }
    }

    private static string Element(string comment, string element, string? name)
    {
        // <paramref> is not a <param>, and what closes itself says nothing.
        var pattern = $@"<{element}(?<attributes>\s[^>]*?)?(/>|>(?<inner>.*?)(</{element}\s*>|\z))";
        foreach (Match found in Regex.Matches(comment, pattern, Options, s_long))
        {
            if (name is null || AttributeOf(found.Groups["attributes"].Value, "name") == name)
                return Plain(found.Groups["inner"].Value);
        }
        return "";
    }

    // Tags go; what they refer to stays. White space becomes one space.
    private static string Plain(string xml)
    {
        var text = new StringBuilder(xml.Length);
        foreach (Match part in s_parts.Matches(xml))
        {
            if (part.Groups["tag"] is { Success: true, Value: var tag })
                text.Append(Meant(tag));
            else
                text.Append(part.Groups["literal"].Value).Append(WebUtility.HtmlDecode(part.Groups["text"].Value));
        }
        return string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Meant(string tag)
    {
        if (!tag.EndsWith("/", StringComparison.Ordinal))
            return tag is "para" or "/para" or "item" or "term" or "description" or "br" ? " " : "";
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

    private static string? AttributeOf(string tag, string name) =>
        Regex.Match(tag, $@"\s{name}\s*=\s*(""(?<value>[^""]*)""|'(?<value>[^']*)')", Options, s_long) is { Success: true } found ? found.Groups["value"].Value : null;
}
