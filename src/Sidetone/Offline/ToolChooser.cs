namespace Sidetone.Offline;

/// <summary>Chooses tools for a sentence: by their words, by how well the sentence fills their arguments, and by how little it leaves over.</summary>
internal sealed class ToolChooser(Offer offer, Sentence sentence)
{
    // A single faint word in a description is no request.
    private const double Enough = 0.35;

    // What is missing can be asked for.
    private const double MostMissed = 1.2;

    /// <summary>The calls that the sentence asks for: one for each part that clearly is a request of its own.</summary>
    public IReadOnlyList<Choice> Choose()
    {
        var choices = new List<(Choice Choice, int Start)>();
        foreach (var (start, end) in Clauses())
        {
            var own = Best(start, end);
            if (choices.Count == 0)
            {
                if (own is not null)
                    choices.Add((own, start));
                continue;
            }
            var (before, from) = choices[^1];
            if (before.IsComplete && own is { Lexical: > 0 } && (own.IsComplete || (own.Tool != before.Tool && own.Lexical > Enough)))
                choices.Add((own, start));
            else if (before.IsComplete && Again(before, start, end) is { } again)
                choices.Add((again, start));
            else if (Best(from, end) is { } joined && (joined.Tool == before.Tool || joined.IsComplete || own is null))
                choices[^1] = (joined, from);
            else if (own is { Lexical: > Enough })
                choices.Add((own, start));
        }
        var distinct = new List<Choice>();
        foreach (var (choice, _) in choices)
        {
            if (!distinct.Any(choice.IsSameCallAs))
                distinct.Add(choice);
        }
        return distinct;
    }

    /// <summary>One certain tool, with what the sentence gives it.</summary>
    public Choice Choose(OfferedTool tool) => Of(tool, 0, 0, sentence.Words.Count);

    /// <summary>The best tool, however badly it fits; null when there are none.</summary>
    public Choice? ChooseAny() => Candidates(0, sentence.Words.Count).MaxBy(c => c.Score);

    private Choice? Best(int start, int end) => Candidates(start, end)
        .Where(c => c.Lexical >= Enough || (c is { IsComplete: true, Filling.Evidence: >= 1 }))
        .MaxBy(c => c.Score);

    // "… and three B-2": the same tool, with other values.
    private Choice? Again(Choice before, int start, int end) =>
        Of(before.Tool, 0, start, end) is { IsComplete: true, Filling.Evidence: >= 0.5 } again ? again : null;

    // A code says what to do it with, not what to do: A-1027 in a description is an example.
    private IEnumerable<Choice> Candidates(int start, int end) =>
        offer.Rank(string.Join(' ', sentence.Words.Take(start..end).Where(w => !w.IsCode).Select(w => w.Text))).Select(c => Of(c.Tool, c.Score, start, end));

    private Choice Of(OfferedTool tool, double lexical, int start, int end)
    {
        var filling = new ArgumentFiller(sentence, start, end, tool.Stems).Fill(tool.Parameters);
        return new(tool, filling, lexical, lexical + filling.Evidence - Math.Min(MostMissed, filling.Missing.Count * 0.6) - LeftOver(filling, start, end));
    }

    // A code or a number that a tool cannot place speaks for another one.
    private double LeftOver(Filling filling, int start, int end)
    {
        var left = 0.0;
        for (var i = start; i < end; i++)
        {
            if (!filling.Used.Contains(i) && (sentence.Words[i].IsCode || NumberWords.Read(sentence.Words, i, end, out _) > 0))
                left += 0.7;
        }
        return left;
    }

    private IEnumerable<(int Start, int End)> Clauses()
    {
        var words = sentence.Words;
        var start = 0;
        var isBetween = false;      // "between May and June" is one thing
        for (var i = 0; i < words.Count; i++)
        {
            isBetween |= words[i].Lower is "between";
            var isJoint = !words[i].IsQuoted && words[i].Lower is "and" or "then" or "also" && !isBetween && !(i > 0 && words[i - 1].Is("hundred"));
            isBetween &= words[i].Lower is not "and";
            var end = isJoint ? i : i + 1;
            if (!isJoint && words[i].After is not ('.' or '?' or '!' or ';') && end < words.Count)
                continue;
            if (end > start)
                yield return (start, end);
            start = i + 1;
        }
    }
}
