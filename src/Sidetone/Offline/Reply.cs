namespace Sidetone.Offline;

/// <summary>What the model does next: words, or calls.</summary>
/// <param name="Text">The words; empty for none.</param>
/// <param name="Calls">The calls.</param>
internal sealed record Reply(string Text, IReadOnlyList<Choice> Calls)
{
    public static Reply Say(string text) => new(text, []);

    public static Reply Call(params IReadOnlyList<Choice> calls) => new("", calls);
}
