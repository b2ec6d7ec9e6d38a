namespace Sidetone.Tools.Schemas.Formats;

/// <summary><c>duration</c>, as RFC 3339 has it: units from large to small without a gap, whole numbers, or weeks alone.</summary>
internal static class Duration
{
    /// <summary>The same with what .NET writes and reads beyond that: a sign, and a fraction of a second.</summary>
    public static bool IsTimeSpan(string text)
    {
        var whole = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var point = whole.IndexOf('.');
        if (point < 0)
            return IsMatch(whole);
        return whole[^1] == 'S' && whole[(point + 1)..^1] is { IsEmpty: false } fraction && !fraction.ContainsAnyExceptInRange('0', '9')
            && IsMatch($"{whole[..point]}S");
    }

    public static bool IsMatch(ReadOnlySpan<char> text)
    {
        var rest = text;
        if (rest is not ['P', .., _])
            return false;
        rest = rest[1..];
        if (rest[^1] == 'W')
            return Units(rest, "W");
        var time = rest.IndexOf('T');
        if (time < 0)
            return Units(rest, "YMD");
        return (time == 0 || Units(rest[..time], "YMD")) && Units(rest[(time + 1)..], "HMS");
    }

    private static bool Units(ReadOnlySpan<char> text, ReadOnlySpan<char> units)
    {
        var next = -1;
        while (!text.IsEmpty)
        {
            var digits = 0;
            while (digits < text.Length && char.IsAsciiDigit(text[digits]))
                digits++;
            if (digits == 0 || digits == text.Length)
                return false;
            var unit = units.IndexOf(text[digits]);
            if (unit < 0 || (next >= 0 && unit != next))
                return false;
            next = unit + 1;
            text = text[(digits + 1)..];
        }
        return next > 0;
    }
}
