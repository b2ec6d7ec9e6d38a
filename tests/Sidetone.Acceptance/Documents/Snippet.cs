namespace Sidetone.Acceptance.Documents;

/// <summary>A region of a compiled file: from a line <c>// snippet: name</c> to the line <c>// end</c>, without their indentation.</summary>
internal static class Snippet
{
    private const string Begin = "// snippet: ";
    private const string End = "// end";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Repository.Sources.SelectMany(Of).ToDictionary(found => found.Name, found => found.Text);

    private static IEnumerable<(string Name, string Text)> Of(string source)
    {
        var lines = Repository.Read(source).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var begin = lines[i].TrimStart();
            if (!begin.StartsWith(Begin, StringComparison.Ordinal))
                continue;
            var indent = lines[i].Length - begin.Length;
            var end = Array.FindIndex(lines, i, line => line.Trim() == End);
            Assert.True(end > i, $"{source}:{i + 1}: the snippet has no '{End}'.");
            yield return (begin[Begin.Length..], string.Join('\n', lines[(i + 1)..end].Select(line => line.Length < indent ? "" : line[indent..])));
        }
    }
}
