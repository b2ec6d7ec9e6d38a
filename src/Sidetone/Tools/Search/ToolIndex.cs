using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Tools.Search;

/// <summary>Finds tools by words: BM25 over names, descriptions and parameters. Built once, read from any thread.</summary>
internal sealed class ToolIndex
{
    // A word in the name says more than one in the description, and that more than one in a parameter's.
    private const float NameWeight = 3;
    private const float DescriptionWeight = 1;
    private const float ParameterWeight = 0.8f;
    private const float ParameterDescriptionWeight = 0.4f;
    private const float Saturation = 1.2f;
    private const float LengthWeight = 0.6f;

    private readonly AIFunctionDeclaration[] _tools;
    private readonly Dictionary<string, Posting[]>.AlternateLookup<ReadOnlySpan<char>> _postings;

    private ToolIndex(AIFunctionDeclaration[] tools, Dictionary<string, Posting[]> postings)
    {
        _tools = tools;
        _postings = postings.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many tools it holds.</summary>
    public int Count => _tools.Length;

    /// <summary>Builds an index. Every <see cref="Tool"/> and every other <see cref="AIFunction"/> will do.</summary>
    /// <param name="tools">The tools.</param>
    public static ToolIndex Build(IEnumerable<AIFunctionDeclaration> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        var all = tools.ToArray();
        var counter = new TermCounter(all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            counter.Begin(i);
            counter.Add(all[i].Name, NameWeight, isName: true);
            counter.Add(all[i].Description, DescriptionWeight);
            AddParameters(counter, all[i].JsonSchema);
        }
        return new(all, counter.ToPostings(Saturation, LengthWeight));
    }

    /// <summary>The tools that fit a text best, the best first; equal ones in the order they were given. Tools that share no word with it are left out.</summary>
    /// <param name="text">A sentence, or a few words.</param>
    /// <param name="max">At most so many.</param>
    public IReadOnlyList<ToolMatch> Search(string text, int max = 5)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var scores = ArrayPool<float>.Shared.Rent(Math.Max(1, _tools.Length));
        Array.Clear(scores, 0, _tools.Length);
        try
        {
            return Accumulate(text, scores) ? Best(scores.AsSpan(0, _tools.Length), max) : [];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    private bool Accumulate(string text, float[] scores)
    {
        var found = false;
        var terms = new TermReader(text, stackalloc char[TermReader.MaxLength]);
        while (terms.MoveNext())
        {
            if (!_postings.TryGetValue(terms.Current, out var postings))
                continue;
            found = true;
            foreach (var posting in postings)
                scores[posting.Tool] += posting.Score;
        }
        return found;
    }

    private ToolMatch[] Best(ReadOnlySpan<float> scores, int max)
    {
        // The least of the best stands last; most tools do not pass it and cost one comparison.
        Span<int> best = max <= 64 ? stackalloc int[max] : new int[max];
        var count = 0;
        var bar = 0f;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] <= bar)
                continue;
            var at = count < max ? count++ : max - 1;
            while (at > 0 && scores[best[at - 1]] < scores[i])
            {
                best[at] = best[at - 1];
                at--;
            }
            best[at] = i;
            if (count == max)
                bar = scores[best[max - 1]];
        }
        var matches = new ToolMatch[count];
        for (var i = 0; i < count; i++)
            matches[i] = new(_tools[best[i]], scores[best[i]]);
        return matches;
    }

    private static void AddParameters(TermCounter counter, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in properties.EnumerateObject())
        {
            counter.Add(property.Name, ParameterWeight, isName: true);
            if (property.Value.ValueKind == JsonValueKind.Object
                && property.Value.TryGetProperty("description", out var description) && description.ValueKind == JsonValueKind.String)
            {
                counter.Add(description.GetString(), ParameterDescriptionWeight);
            }
        }
    }
}
