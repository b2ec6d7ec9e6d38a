using System.Text.RegularExpressions;

namespace Sidetone.Acceptance.Documents;

/// <summary>What the pages say that a command prints, it prints. Times differ, and their width with them.</summary>
public sealed partial class CommandTests
{
    private const string Prompt = "$ ";
    private const string Cli = "$ dotnet run --project src/Sidetone.Cli -- ";

    public static TheoryData<string> Places => [.. Consoles().Where(block => block.Text.StartsWith(Cli, StringComparison.Ordinal)).Select(block => block.Place)];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_command_on_a_page_prints_what_stands_below_it(string place)
    {
        var block = Consoles().Single(block => block.Place == place);
        var lines = block.Text.Split('\n');
        Assert.DoesNotContain(lines[1..], line => line.StartsWith(Prompt, StringComparison.Ordinal));
        var output = await Programs.RunAsync(Programs.Built("Sidetone.Cli"), Words(lines[0][Cli.Length..]));
        Assert.Equal(Plain(string.Join('\n', lines[1..])), Plain(output));
    }

    [Fact]
    public void The_first_command_of_the_readme_talks_to_the_sample_agent()
    {
        var first = Block.Of("README.md").First();
        Assert.Equal("console", first.Language);
        Assert.StartsWith(Cli + "chat", first.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<Block> Consoles() => Repository.Pages.SelectMany(Block.Of).Where(block => block.Language == "console");

    private static string[] Words(string line) => [.. Word().Matches(line).Select(word => word.Value.Trim('"'))];

    private static string Plain(string output) => Time().Replace(output.TrimEnd(), "· (time)");

    [GeneratedRegex(@"""[^""]*""|\S+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"· [\d.]+ m?s\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
