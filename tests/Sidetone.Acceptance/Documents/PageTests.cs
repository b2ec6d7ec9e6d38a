using System.Globalization;
using System.Text.RegularExpressions;

namespace Sidetone.Acceptance.Documents;

public sealed partial class PageTests
{
    [Fact]
    public void The_readme_is_short_and_begins_with_code()
    {
        var lines = Repository.Read("README.md").Split('\n');
        Assert.InRange(lines.Length, 1, 150);
        Assert.InRange(Block.Of("README.md").First().Line, 1, 20);
    }

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var broken = new List<string>();
        foreach (var page in Repository.Pages)
        {
            foreach (Match link in Link().Matches(Prose(page)))
            {
                var (path, anchor) = Split(link.Groups["to"].Value);
                var target = path.Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path)).Replace('\\', '/');
                if (!Path.Exists(Repository.FullPath(target)))
                    broken.Add($"{page}: {link.Value}: there is no {target}.");
                else if (anchor.Length > 0 && !Anchors(target).Contains(anchor))
                    broken.Add($"{page}: {link.Value}: {target} has no heading '{anchor}'.");
            }
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Every_page_is_reached_from_the_readme()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Follow("README.md", seen);
        Assert.Empty(Repository.Pages.Where(page => page.StartsWith("docs/", StringComparison.Ordinal)).Except(seen));
    }

    private static void Follow(string page, HashSet<string> seen)
    {
        if (!seen.Add(page))
            return;
        foreach (Match link in Link().Matches(Prose(page)))
        {
            var (path, _) = Split(link.Groups["to"].Value);
            if (path.EndsWith(".md", StringComparison.Ordinal))
                Follow(Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path)).Replace('\\', '/'), seen);
        }
    }

    private static (string Path, string Anchor) Split(string to) => to.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? (to[..at], to[(at + 1)..]) : (to, "");

    private static string Prose(string page) => Fenced().Replace(Repository.Read(page), "");

    // As the sites that show Markdown make them.
    private static IEnumerable<string> Anchors(string page) =>
        from heading in Heading().Matches(Prose(page))
        select NoAnchor().Replace(heading.Groups["text"].Value.ToLower(CultureInfo.InvariantCulture), "").Replace(' ', '-');

    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\((?!\w+:)(?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{Nd} _-]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoAnchor();
}
