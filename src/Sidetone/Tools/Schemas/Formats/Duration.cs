namespace Sidetone.Tools.Schemas.Formats;

/// <summary><c>duration</c>, as RFC 3339 has it: units from large to small without a gap, whole numbers, or weeks alone.</summary>
internal static class Duration
{
    public static bool IsMatch(string text)
    {
        ReadOnlySpan<char> rest = text;
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
