namespace Sidetone.Offline;

/// <summary>Asks for what a sentence left out.</summary>
internal static class Questions
{
    private const int MaxValues = 8;

    /// <summary>The question for the first missing argument. It depends on nothing else, so that it is known again in the history.</summary>
    public static string Ask(Choice choice)
    {
        var missing = choice.Filling.Missing[0];
        var hint = missing.Description.Trim().TrimEnd('.', '?');
        var values = missing.Values.Count is > 0 and <= MaxValues
            ? $": {Labels.Join([.. missing.Values.Select(v => v.Text)], "or")}"
            : missing.Type == "boolean" ? ": yes or no" : "";
        var detail = hint.Length > 0 && values.Length == 0 ? $" ({Lower(hint)})" : "";
        return $"To {choice.Tool.Label}, I need the {missing.Label}{detail}{values}. What is it?";
    }

    public static bool IsWithdrawal(Sentence answer) =>
        answer.Words is [] || (answer.Words.Count <= 4 && answer.Words[0].Lower is "no" or "nothing" or "never" or "nevermind" or "cancel" or "stop" or "forget" or "none")
            && (answer.Words.Count == 1 || answer.Words[^1].Lower is "mind" or "it" or "that" or "thanks" or "thank" or "you" or "please");

    // "As printed …" goes on in lower case; "SKU of …" and "P-88" do not.
    private static string Lower(string hint) => hint.Length > 1 && char.IsLower(hint[1]) ? char.ToLowerInvariant(hint[0]) + hint[1..] : hint;
}
