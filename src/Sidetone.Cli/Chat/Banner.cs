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

    public static string FirstLine(Model model, IReadOnlyList<Tool> tools) =>
        $"Sidetone · {model.Title} · {tools.Count} tools: {string.Join(", ", tools.Select(t => t.Name))}";
}
