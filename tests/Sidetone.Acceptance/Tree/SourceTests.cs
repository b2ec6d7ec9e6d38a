using System.Text.RegularExpressions;

namespace Sidetone.Acceptance.Tree;

/// <summary>The tree reads well: small files with names that say something, and nothing that only works on one machine.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;

    // What a file is longer for. Its own limit keeps it from growing.
    private static readonly Dictionary<string, int> s_longer = new(StringComparer.Ordinal)
    {
    };

    private static IEnumerable<string> Written => Repository.Sources.Where(file => !file.Contains("/Cases/", StringComparison.Ordinal));  // what generator tests are run on, and what came of it

    [Fact]
    public void No_source_file_is_long()
    {
        var sizes = Written.Select(file => (File: file, Lines: Repository.Read(file).Count(c => c == '\n'))).OrderBy(file => file.Lines).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{sizes.Count} files: median {sizes[sizes.Count / 2].Lines} lines, p95 {sizes[sizes.Count * 95 / 100].Lines}, longest {sizes[^1].Lines} ({sizes[^1].File})");
        Assert.DoesNotContain(sizes, file => file.Lines > s_longer.GetValueOrDefault(file.File, MaxLines));
    }

    [Fact]
    public void No_warning_is_switched_off_in_a_source_file() =>
        Assert.DoesNotContain(Written, file => Repository.Read(file).Split('\n').Any(line => line.TrimStart().StartsWith("#pragma", StringComparison.Ordinal)));

    [Fact]
    public void No_name_says_nothing() => Assert.DoesNotContain(Repository.Files, file => EmptyName().IsMatch(file));

    [Fact]
    public void Nothing_names_a_place_on_somebodys_machine()
    {
        var found =
            from file in Repository.Files
            where Text().IsMatch(file)
            from line in Repository.Read(file).Split('\n')
            where Machine().IsMatch(line)
            select $"{file}: {line.Trim()}";
        Assert.Empty(found);
    }

    [GeneratedRegex(@"(^|/)[A-Za-z.]*(Utils?|Utilit(y|ies)|Helpers?|Common|Manager|Misc)(/|\.|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\.(cs|md|csproj|props|targets|slnx|json|sql|yml|txt)$|^\.ci/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Text();

    // Split, so that this file does not find itself.
    [GeneratedRegex("(?<![A-Za-z.])(/wo" + @"rk/|/ro" + @"ot/|/ho" + @"me/\w|/Us" + @"ers/\w|[A-Z]:\\Us" + "ers)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Machine();
}
