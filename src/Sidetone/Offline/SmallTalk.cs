namespace Sidetone.Offline;

/// <summary>What the model says when no tool is meant. It never pretends to understand more than words.</summary>
internal static class SmallTalk
{
    private const int MaxNamed = 10;

    public static string Answer(Sentence sentence, Offer offer) => sentence.Words switch
    {
        [] => $"I am listening. {Abilities(offer)}",
        [{ Lower: "thanks" or "thank" or "cheers" }, ..] => "You are welcome.",
        [{ Lower: "bye" or "goodbye" }, ..] => "Goodbye.",
        [{ Lower: "ok" or "okay" or "fine" or "good" or "great" }] => "Good. What else?",
        [{ Lower: "hello" or "hi" or "hey" }, ..] or [{ Lower: "good" }, { Lower: "morning" or "evening" or "afternoon" or "day" }, ..] =>
            $"Hello. I am Sidetone's offline model: I only match words to tools. {Abilities(offer)}",
        _ => $"I did not find a tool for that. I am the offline model and only match words. {Abilities(offer)}",
    };

    public static string Greet(Offer offer) => $"Hello. I am Sidetone's offline model: I only match words to tools. {Abilities(offer)}";

    private static string Abilities(Offer offer)
    {
        if (offer.Tools.Count == 0)
            return "No tools are offered to me, so there is nothing I can do.";
        var names = offer.Tools.Take(MaxNamed).Select(t => t.Label).ToList();
        if (offer.Tools.Count > MaxNamed)
            names.Add($"{offer.Tools.Count - MaxNamed} more");
        return $"I can: {Labels.Join(names)}.";
    }
}
