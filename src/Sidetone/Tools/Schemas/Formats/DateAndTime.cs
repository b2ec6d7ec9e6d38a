namespace Sidetone.Tools.Schemas.Formats;

/// <summary><c>date</c>, <c>time</c> and <c>date-time</c> of RFC 3339.</summary>
internal static class DateAndTime
{
    private const int MinutesADay = 24 * 60;

    public static bool IsDate(ReadOnlySpan<char> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-'
        && TryDigits(text[..4], out var year) && TryDigits(text.Slice(5, 2), out var month) && TryDigits(text.Slice(8, 2), out var day)
        && month is >= 1 and <= 12 && day >= 1
        // The year 0 is legal there and has 29 days in February, as 400 has.
        && day <= DateTime.DaysInMonth(year == 0 ? 400 : year, month);

    public static bool IsDateTime(ReadOnlySpan<char> text, bool offsetRequired) =>
        text.Length > 11 && text[10] is ('T' or 't') && IsDate(text[..10]) && IsTime(text[11..], offsetRequired);

    public static bool IsTime(ReadOnlySpan<char> text, bool offsetRequired)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || !TryDigits(text[..2], out var hour) || !TryDigits(text.Slice(3, 2), out var minute) || !TryDigits(text.Slice(6, 2), out var second)
            || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }
        var rest = text[8..];
        if (rest is ['.', ..])
        {
            var digits = 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
                digits++;
            if (digits == 1)
                return false;
            rest = rest[digits..];
        }
        if (!TryOffset(rest, offsetRequired, out var offset))
            return false;
        // A leap second is the last one of a day in UTC.
        return second < 60 || ((hour * 60) + minute - offset + MinutesADay) % MinutesADay == MinutesADay - 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, bool required, out int minutes)
    {
        minutes = 0;
        if (text.IsEmpty)
            return !required;
        if (text is ['Z' or 'z'])
            return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !TryDigits(text.Slice(1, 2), out var hour) || !TryDigits(text.Slice(4, 2), out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }
        minutes = (hour * 60) + minute;
        if (text[0] == '-')
            minutes = -minutes;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = (value * 10) + (c - '0');
        }
        return true;
    }
}
