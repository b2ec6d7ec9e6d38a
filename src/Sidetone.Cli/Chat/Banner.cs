using Sidetone.Cli.Models;

namespace Sidetone.Cli.Chat;

/// <summary>The first lines of a chat.</summary>
internal static class Banner
{
    /// <summary>Sentences to begin with; each shows something else.</summary>
    public static IReadOnlyList<(string Say, string Shows)> Hints { get; } =
    [
        ("Where is order A-1027, and what time is it in Tokyo?", "two calls at once"),
        ("Order two A-7", "talk over it"),
        ("Cancel order A-1031", "refused: it left"),
        ("Track parcel P-404", "never answers"),
    ];

    private const string Indent = "       ";

    /// <summary>What a terminal begins with.</summary>
    public static IReadOnlyList<string> Lines(Model model, IReadOnlyList<Tool> tools, int columns)
    {
        var first = FirstLine(model, tools);
        var width = Hints.Max(h => h.Say.Length) + 2;
        return
        [
            first.Length > columns ? string.Concat(first.AsSpan(0, columns - 1), "…") : first,
            "",
            .. Hints.SelectMany((hint, i) => Wrap($"{(i == 0 ? "Try    " : Indent)}{hint.Say.PadRight(width)}{hint.Shows}", columns)),
            .. Wrap($"{Indent}Typing while it speaks interrupts it, and so does Ctrl+C; twice leaves.", columns),
            "",
        ];
    }

    private static IEnumerable<string> Wrap(string line, int columns)
    {
        while (line.Length > columns && line.LastIndexOf(' ', columns) is var space && space > Indent.Length)
        {
            yield return line[..space].TrimEnd();
            line = $"{Indent}  {line[space..].TrimStart()}";
        }
        yield return line;
    }

    public static string FirstLine(Model model, IReadOnlyList<Tool> tools) =>
        $"Sidetone · {model.Title} · {tools.Count} tools: {string.Join(", ", tools.Select(t => t.Name))}";
}
