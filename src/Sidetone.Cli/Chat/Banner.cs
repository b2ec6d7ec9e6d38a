using Sidetone.Cli.Models;

namespace Sidetone.Cli.Chat;

/// <summary>The first lines of a chat.</summary>
internal static class Banner
{
    /// <summary>Sentences to begin with; each shows something else.</summary>
    public static IReadOnlyList<(string Say, string Shows)> Hints { get; } =
    [
        ("Where is order A-1027, and what time is it in Tokyo?", "two calls at once"),
        ("Order two A-7", "charges a card; talk over it, it is placed once"),
        ("Cancel order A-1031", "has left the house: refused"),
        ("Track parcel P-404", "a carrier that never answers: times out"),
    ];

    /// <summary>What a terminal begins with.</summary>
    public static IReadOnlyList<string> Lines(Model model, IReadOnlyList<Tool> tools, int columns)
    {
        var first = FirstLine(model, tools);
        var width = Hints.Max(h => h.Say.Length) + 3;
        return
        [
            first.Length > columns ? string.Concat(first.AsSpan(0, columns - 1), "…") : first,
            "",
            .. Hints.Select((hint, i) => $"{(i == 0 ? "Try    " : "       ")}{hint.Say.PadRight(width)}{hint.Shows}"),
            "       Typing while the agent speaks interrupts it, and so does Ctrl+C; twice leaves.",
            "",
        ];
    }

    public static string FirstLine(Model model, IReadOnlyList<Tool> tools) =>
        $"Sidetone · {model.Title} · {tools.Count} tools: {string.Join(", ", tools.Select(t => t.Name))}";
}
