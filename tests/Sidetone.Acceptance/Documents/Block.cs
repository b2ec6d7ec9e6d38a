namespace Sidetone.Acceptance.Documents;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">Where its fence stands, from 1.</param>
/// <param name="Language">What follows the fence.</param>
/// <param name="Mark">The words of the HTML comment before it, as in <c>snippet: a-tool</c>; null for none.</param>
/// <param name="Text">What it holds.</param>
internal sealed record Block(string Page, int Line, string Language, string? Mark, string Text)
{
    private const string Fence = "```";

    public string Place => $"{Page}:{Line}";

    public static IEnumerable<Block> Of(string page)
    {
        var lines = Repository.Read(page).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
                continue;
            var begin = i;
            for (i++; lines[i] != Fence;)
                i++;
            yield return new(page, begin + 1, lines[begin][Fence.Length..].Trim(), MarkAbove(lines, begin), string.Join('\n', lines[(begin + 1)..i]));
        }
    }

    private static string? MarkAbove(string[] lines, int fence) =>
        fence > 0 && lines[fence - 1] is ['<', '!', '-', '-', .. var mark, '-', '-', '>'] ? mark.Trim() : null;
}
