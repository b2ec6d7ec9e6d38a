using System.Globalization;

namespace Sidetone.Offline;

/// <summary>Reads dates: 2026-11-30, today, tomorrow, Friday, last Friday, 3 May, May 3rd 2027, in two weeks.</summary>
internal static class DateWords
{
    /// <summary>Reads a date that starts at a word. Returns how many words it takes; 0 for none.</summary>
    public static int Read(Sentence sentence, int at, int end, out DateOnly date)
    {
        var words = sentence.Words;
        date = sentence.Today;
        if (words[at].IsQuoted)
            return 0;
        if (DateOnly.TryParseExact(words[at].Text, ["yyyy-MM-dd", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
        {
            date = exact;
            return 1;
        }
        var word = words[at].Lower;
        int? days = word switch { "today" or "tonight" => 0, "tomorrow" => 1, "yesterday" => -1, _ => null };
        if (days is { } plain)
        {
            date = date.AddDays(plain);
            return 1;
        }
        if (word == "day" && at + 2 < end && words[at + 1].Lower is "after" or "before" && words[at + 2].Lower is "tomorrow" or "yesterday")
        {
            date = date.AddDays(words[at + 1].Is("after") ? 2 : -2);
            return 3;
        }
        return Weekday(words, at, end, ref date) is var day and > 0 ? day
            : Distance(words, at, end, ref date) is var distance and > 0 ? distance
            : DayAndMonth(words, at, end, ref date);
    }

    private static int Weekday(IReadOnlyList<Word> words, int at, int end, ref DateOnly date)
    {
        var isRelative = words[at].Lower is "next" or "last" or "this" && at + 1 < end;
        var name = words[isRelative ? at + 1 : at].Lower;
        var day = Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.DayNames, d => d.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (day < 0)
            return 0;
        var ahead = (day - (int)date.DayOfWeek + 7) % 7;
        date = date.AddDays(words[at].Is("last") ? (ahead == 0 ? -7 : ahead - 7) : (ahead == 0 ? 7 : ahead));
        return isRelative ? 2 : 1;
    }

    // "in 3 days", "3 days ago"
    private static int Distance(IReadOnlyList<Word> words, int at, int end, ref DateOnly date)
    {
        var isAhead = words[at].Is("in");
        var first = isAhead ? at + 1 : at;
        if (first >= end)
            return 0;
        var taken = NumberWords.Read(words, first, end, out var number);
        if (taken == 0 && words[first].Lower is "a")
            (taken, number) = (1, 1);
        var unit = first + taken;
        if (taken == 0 || unit >= end || Math.Abs(number) > 10_000 || !(isAhead || (unit + 1 < end && words[unit + 1].Is("ago"))))
            return 0;
        var count = (int)(isAhead ? number : -number);
        switch (words[unit].Lower)
        {
            case "day" or "days":
                date = date.AddDays(count);
                break;
            case "week" or "weeks":
                date = date.AddDays(7 * count);
                break;
            case "month" or "months":
                date = date.AddMonths(count);
                break;
            default:
                return 0;
        }
        return unit - at + (isAhead ? 1 : 2);
    }

    // "3 May", "3rd of May 2027", "May 3", "May 3rd, 2027". Without a year the next such day is meant.
    private static int DayAndMonth(IReadOnlyList<Word> words, int at, int end, ref DateOnly date)
    {
        var next = at;
        if (DayNumber(words[next]) is { } day)
        {
            if (++next < end && words[next].Is("of"))
                next++;
            if (next >= end || Month(words[next]) is not { } month)
                return 0;
            return Complete(words, next + 1, end, month, day, at, ref date);
        }
        return Month(words[at]) is { } named && at + 1 < end && DayNumber(words[at + 1]) is { } dayOf
            ? Complete(words, at + 2, end, named, dayOf, at, ref date)
            : 0;
    }

    private static int Complete(IReadOnlyList<Word> words, int next, int end, int month, int day, int at, ref DateOnly date)
    {
        var hasYear = next < end && words[next].Text.Length == 4 && int.TryParse(words[next].Text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var year = hasYear ? int.Parse(words[next].Text, CultureInfo.InvariantCulture) : date.Year;
        if (year < 1 || day > DateTime.DaysInMonth(year, month))
            return 0;
        var read = new DateOnly(year, month, day);
        date = !hasYear && read < date && !(month == 2 && day == 29) ? read.AddYears(1) : read;
        return next - at + (hasYear ? 1 : 0);
    }

    private static int? DayNumber(Word word)
    {
        var text = word.Lower.AsSpan();
        if (text.Length > 2 && text[^2..] is "st" or "nd" or "rd" or "th")
            text = text[..^2];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31 ? day : null;
    }

    private static int? Month(Word word)
    {
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        for (var i = 0; i < 12; i++)
        {
            if (word.Lower.Equals(names.MonthNames[i], StringComparison.OrdinalIgnoreCase)
                || word.Lower.Equals(names.AbbreviatedMonthNames[i], StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }
        return null;
    }
}
