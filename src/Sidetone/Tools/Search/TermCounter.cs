using System.Runtime.InteropServices;

namespace Sidetone.Tools.Search;

/// <summary>Counts terms tool by tool while an index is built.</summary>
internal sealed class TermCounter(int tools)
{
    private readonly Dictionary<string, List<Posting>> _terms = [];
    private readonly float[] _lengths = new float[tools];
    private int _tool;

    public void Begin(int tool) => _tool = tool;

    public void Add(string? text, float weight, bool isName = false)
    {
        if (string.IsNullOrEmpty(text))
            return;
        var byTerm = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var terms = new TermReader(text, stackalloc char[TermReader.MaxLength], keepStopWords: isName);
        while (terms.MoveNext())
        {
            _lengths[_tool] += weight;
            ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(byTerm, terms.Current, out _);
            counts ??= new(1);
            // Tools come in order, so a term that this one has already stands last.
            if (counts.Count > 0 && counts[^1].Tool == _tool)
                counts[^1] = new(_tool, counts[^1].Score + weight);
            else
                counts.Add(new(_tool, weight));
        }
    }

    /// <summary>Turns counts to scores once and for all: rare terms count more, repeated ones ever less, and long texts no more than short ones.</summary>
    public Dictionary<string, Posting[]> ToPostings(float saturation, float lengthWeight)
    {
        var average = Math.Max(_lengths.Sum() / Math.Max(1, _lengths.Length), 1e-6f);
        var postings = new Dictionary<string, Posting[]>(_terms.Count);
        foreach (var (term, counts) in _terms)
        {
            var rarity = MathF.Log(1 + ((_lengths.Length - counts.Count + 0.5f) / (counts.Count + 0.5f)));
            var scored = new Posting[counts.Count];
            for (var i = 0; i < scored.Length; i++)
            {
                var (tool, count) = counts[i];
                var room = saturation * (1 - lengthWeight + (lengthWeight * _lengths[tool] / average));
                scored[i] = new(tool, rarity * count * (saturation + 1) / (count + room));
            }
            postings.Add(term, scored);
        }
        return postings;
    }
}
