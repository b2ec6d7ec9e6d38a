using Sidetone.Tools.Search;

namespace Sidetone.Offline;

/// <summary>Finds what a parameter of any text may be: quotations, codes, names, and what follows a preposition.</summary>
/// <param name="sentence">The sentence.</param>
/// <param name="start">The first word that may be used.</param>
/// <param name="end">The word after the last.</param>
/// <param name="tool">The stems of the tool's own words: they say which tool, not what with.</param>
internal sealed class TextFinder(Sentence sentence, int start, int end, IReadOnlySet<string> tool)
{
    private IReadOnlyList<Word> Words => sentence.Words;

    /// <summary>Clear cases, the clearest first.</summary>
    public IEnumerable<Find> Clear(IReadOnlySet<int> used)
    {
        for (var i = start; i < end; i++)
        {
            if (Words[i].IsQuoted && !used.Contains(i))
                yield return Of(i, i, 0.8);
        }
        for (var i = start; i < end; i++)
        {
            if (Words[i].IsCode && !used.Contains(i))
                yield return Of(i, i, 0.7);
        }
        for (var i = start; i < end; i++)
        {
            if (!IsName(i) || used.Contains(i))
                continue;
            var last = i;
            while (last + 1 < end && Words[last].After == ' ' && Words[last + 1].IsCapitalised && !used.Contains(last + 1))
                last++;
            yield return Of(i, last, 0.6);
            i = last;
        }
    }

    /// <summary>The rest of the sentence after a preposition, or else its words that are not about the tool.</summary>
    public Find? Rest(IReadOnlySet<int> used)
    {
        for (var i = start; i + 1 < end; i++)
        {
            if (Words[i].Lower is "in" or "at" or "for" or "of" or "to" or "about" or "on" or "with" or "called" or "named" or "that"
                && Run(i + 1, used) is { } run)
                return run;
        }
        for (var i = start; i < end; i++)
        {
            if (Run(i, used) is { } run)
                return run;
        }
        return null;
    }

    /// <summary>All words, without the phrases that answers begin with.</summary>
    public Find? Whole()
    {
        var first = start;
        while (first + 1 < end && Words[first].Lower is "it" or "it's" or "is" or "the" or "my" or "that" or "that's" or "a" or "an" or "to" or "in" or "for" or "at")
            first++;
        return first < end ? Of(first, end - 1, 0.3) : null;
    }

    // From a word that says something of its own to the end of its clause.
    private Find? Run(int at, IReadOnlySet<int> used)
    {
        while (at < end && (StopWords.Contains(Words[at].Lower) || used.Contains(at)))
            at++;
        if (at >= end || IsAboutTool(at) || Politeness(at))
            return null;
        var last = at;
        while (last + 1 < end && Words[last].After == ' ' && !used.Contains(last + 1) && !Politeness(last + 1))
            last++;
        return Of(at, last, -0.5);     // a guess
    }

    private bool Politeness(int at) => Words[at].Lower is "please" or "thanks" or "now" or "today" or "tomorrow" or "again" or "right";

    // The first word of a sentence is capitalised whatever it is: it is a name only when it says nothing else.
    private bool IsName(int at) =>
        Words[at].IsCapitalised && !Words[at].Is("i") && !Words[at].Lower.StartsWith("i'", StringComparison.Ordinal)
        && !(at == 0 && (StopWords.Contains(Words[at].Lower) || IsAboutTool(at) || IsOpening(at)));

    private bool IsOpening(int at) => Words.Count > at + 1
        && Words[at].Lower is "when" or "where" or "why" or "hello" or "hi" or "hey" or "ok" or "okay" or "yes" or "tell" or "show" or "give" or "get"
            or "make" or "what's" or "where's" or "who's" or "how's" or "thanks" or "add" or "set" or "find" or "look" or "check";

    private bool IsAboutTool(int at) => tool.Contains(Stem.Of(Words[at].Text));

    private Find Of(int first, int last, double evidence) => new(ValueFinder.Quote(sentence.Span(first, last)), first, last, evidence);
}
