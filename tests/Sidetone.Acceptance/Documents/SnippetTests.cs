namespace Sidetone.Acceptance.Documents;

public sealed class SnippetTests
{
    private const string Mark = "snippet: ";

    [Fact]
    public void Every_block_of_code_on_a_page_is_a_region_of_a_compiled_file()
    {
        var problems = new List<string>();
        foreach (var block in Repository.Pages.SelectMany(Block.Of).Where(block => block.Language is "csharp" or "cs" or "c#"))
        {
            if (block.Mark is null || !block.Mark.StartsWith(Mark, StringComparison.Ordinal))
                problems.Add($"{block.Place}: no <!-- snippet: name --> in the line above.");
            else if (!Snippet.All.TryGetValue(block.Mark[Mark.Length..], out var code))
                problems.Add($"{block.Place}: there is no snippet '{block.Mark[Mark.Length..]}'.");
            else if (code != block.Text)
                problems.Add($"{block.Place}: differs from the snippet '{block.Mark[Mark.Length..]}', which is:\n{code}");
        }
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void Every_snippet_is_on_a_page()
    {
        var shown = Repository.Pages.SelectMany(Block.Of).Select(block => block.Mark?.Replace(Mark, "", StringComparison.Ordinal));
        Assert.Empty(Snippet.All.Keys.Except(shown.OfType<string>()));
    }
}
