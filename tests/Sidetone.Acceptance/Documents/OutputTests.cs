namespace Sidetone.Acceptance.Documents;

/// <summary>What a page says that its code prints, it prints.</summary>
[Collection(nameof(Console))]
public sealed class OutputTests
{
    private const string Mark = "output: ";

    private static readonly Dictionary<string, Func<Task>> s_programs = new(StringComparer.Ordinal)
    {
        ["a-session"] = Snippets.Readme.RunAsync,
    };

    public static TheoryData<string> Names => [.. Outputs().Select(block => block.Mark![Mark.Length..])];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Code_on_a_page_prints_what_stands_below_it(string name)
    {
        var before = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            await s_programs[name]();
        }
        finally
        {
            Console.SetOut(before);
        }
        Assert.Equal(Outputs().Single(block => block.Mark == Mark + name).Text, output.ToString().TrimEnd());
    }

    private static IEnumerable<Block> Outputs() =>
        Repository.Pages.SelectMany(Block.Of).Where(block => block.Mark?.StartsWith(Mark, StringComparison.Ordinal) == true);
}

/// <summary>There is one console: while a test reads it, no other test may run.</summary>
[CollectionDefinition(nameof(Console), DisableParallelization = true)]
public sealed class ConsoleCollection;
