namespace Sidetone.Tools.Arguments;

/// <summary>What someone most likely meant: the candidate that is the same but for case and separators, or a few letters off.</summary>
internal static class NearestName
{
    // Longer texts are no slips of a name.
    private const int MaxLength = 64;

    /// <param name="name">What was written.</param>
    /// <param name="candidates">What could be meant; of equals the first wins.</param>
    /// <returns>Null when nothing is near, or when the name is right as it is.</returns>
    public static string? Find(string name, ReadOnlySpan<string> candidates)
    {
        if (name.Length is 0 or > MaxLength)
            return null;
        Span<char> own = stackalloc char[MaxLength];
        own = own[..Fold(name, own)];
        Span<char> other = stackalloc char[MaxLength];
        string? nearest = null;
        var limit = int.MaxValue;
        foreach (var candidate in candidates)
        {
            if (candidate == name)
                return null;
            if (candidate.Length > MaxLength)
                continue;
            var folded = other[..Fold(candidate, other)];
            // About one slip in three letters: more is another word.
            var least = Math.Min(limit, Math.Max(own.Length, folded.Length) / 3 + 1);
            var distance = Distance(own, folded, least);
            if (distance >= least)
                continue;
            (nearest, limit) = (candidate, distance);
        }
        return nearest;
    }

    private static int Fold(string text, Span<char> into)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (c is not ('_' or '-' or ' ' or '.'))
                into[length++] = char.ToLowerInvariant(c);
        }
        return length;
    }

    /// <summary>Insertions, deletions, replacements, and neighbours that changed places; <paramref name="limit"/> if it is that many or more.</summary>
    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) >= limit || b.Length == 0)
            return limit;
        Span<int> earlier = stackalloc int[MaxLength + 1];
        Span<int> previous = stackalloc int[MaxLength + 1];
        Span<int> current = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, earlier[j - 2] + 1);
                current[j] = best;
            }
            var reused = earlier;
            earlier = previous;
            previous = current;
            current = reused;
        }
        return Math.Min(previous[b.Length], limit);
    }
}
