using System.Text.Json;

namespace Sidetone.Testing;

/// <summary>What is looked for among all that happened, with its description.</summary>
/// <param name="What">The description.</param>
/// <param name="Is">Whether something is it.</param>
internal sealed record Match(string What, Predicate<Happening> Is)
{
    public static Match OfCall(HappeningKind kind, string tool, object? arguments)
    {
        ArgumentNullException.ThrowIfNull(tool);
        JsonElement? expected = arguments is null ? null : TestJson.ToElement(arguments);
        if (expected is { ValueKind: not JsonValueKind.Object })
            throw new ArgumentException($"Arguments are expected as an object, as in new {{ sku = \"A-7\" }}, and not as {expected}.", nameof(arguments));
        return new(
            $"{(kind == HappeningKind.Call ? "call of" : "undo of")} {tool}{(expected is { } named ? $" with {named.GetRawText()}" : "")}",
            happening => happening.Kind == kind && happening.Tool == tool
                && (expected is not { } some || JsonSubset.FindDifference(some, TestJson.Parse(happening.Arguments)) is null));
    }

    public static Match OfMessage(string role, string? contains) => new(
        $"message of the {role}{Containing(contains)}",
        happening => happening.Kind == HappeningKind.Message && happening.Role == role && Contains(happening, contains));

    public static Match OfOutput(string? contains, Outcome? outcome) => new(
        $"output{(outcome is { } named ? $" ({named})" : "")}{Containing(contains)}",
        happening => happening.Kind == HappeningKind.Output && (outcome is null || happening.Outcome == outcome) && Contains(happening, contains));

    public static Match OfHandoff(string? to) => new(
        $"handoff{(to is null ? "" : $" to {to}")}",
        happening => happening.Kind == HappeningKind.Handoff && (to is null || happening.To == to));

    public override string ToString() => What;

    private static string Containing(string? words) => words is null ? "" : $" that contains \"{words}\"";

    private static bool Contains(Happening happening, string? words) =>
        words is null || happening.Text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
