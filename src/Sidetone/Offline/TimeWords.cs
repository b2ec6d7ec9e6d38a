using System.Globalization;
using System.Xml;

namespace Sidetone.Offline;

/// <summary>Reads times of the day (17:30, 5 pm, noon) and durations (20 minutes).</summary>
internal static class TimeWords
{
    /// <summary>Reads a time that starts at a word. Returns how many words it takes; 0 for none.</summary>
    public static int Read(IReadOnlyList<Word> words, int at, int end, out TimeOnly time)
    {
        time = default;
        var word = words[at].Lower;
        if (words[at].IsQuoted)
            return 0;
        if (word is "noon" or "midday" or "midnight")
        {
            time = new(word == "midnight" ? 0 : 12, 0);
            return 1;
        }
        var half = word.Length > 2 ? word[^2..] : "";
        var taken = 1;
        if (half is "am" or "pm")
            word = word[..^2];
        else if (at + 1 < end && words[at + 1].Lower is "am" or "pm" or "o'clock" or "a.m" or "p.m")
            (half, taken) = (words[at + 1].Lower.Replace(".", "", StringComparison.Ordinal), 2);
        else
            half = "";
        if (TimeOnly.TryParseExact(word, ["H:mm", "HH:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time))
        {
        }
        else if (half.Length > 0 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour is >= 0 and < 24)
            time = new(hour, 0);
        else
            return 0;
        if (half == "pm" && time.Hour < 12)
            time = time.AddHours(12);
        else if (half == "am" && time.Hour == 12)
            time = time.AddHours(-12);
        return taken;
    }

    /// <summary>Reads a duration that starts at a word, as ISO 8601. Returns how many words it takes; 0 for none.</summary>
    public static int ReadDuration(IReadOnlyList<Word> words, int at, int end, out string duration)
    {
        duration = "";
        var taken = NumberWords.Read(words, at, end, out var number);
        if (taken == 0 || at + taken >= end || Math.Abs(number) > 1_000_000)
            return 0;
        TimeSpan? span = words[at + taken].Lower switch
        {
            "second" or "seconds" or "sec" or "s" => TimeSpan.FromSeconds((double)number),
            "minute" or "minutes" or "min" => TimeSpan.FromMinutes((double)number),
            "hour" or "hours" or "h" => TimeSpan.FromHours((double)number),
            "day" or "days" => TimeSpan.FromDays((double)number),
            "week" or "weeks" => TimeSpan.FromDays(7 * (double)number),
            _ => null,
        };
        if (span is not { } read)
            return 0;
        duration = XmlConvert.ToString(read);
        return taken + 1;
    }
}
