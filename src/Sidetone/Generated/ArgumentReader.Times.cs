using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace Sidetone.Generated;

// Times: ISO 8601. No machine's zone is ever read into a time that has none.
public ref partial struct ArgumentReader
{
    /// <summary>Reads a <see cref="DateTime"/>; one without an offset is unspecified.</summary>
    public DateTime ReadDateTime()
    {
        if (_json.TokenType == JsonTokenType.String)
        {
            var text = Text();
            // Parsing as DateTime would turn an offset into the machine's zone.
            if (!HasOffset(text))
            {
                if (DateTime.TryParseExact(text, s_local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
                    return local;
            }
            else if (TryParseOffset(text, out var offset))
            {
                return offset.UtcDateTime;
            }
        }
        return Wrong<DateTime>("must be a date and time like 2026-03-14T15:00:00, not ");
    }

    /// <summary>Reads a <see cref="DateTimeOffset"/>; the offset must be there.</summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        if (_json.TokenType == JsonTokenType.String && Text() is var text && HasOffset(text) && TryParseOffset(text, out var value))
            return value;
        return Wrong<DateTimeOffset>("must be a date and time with an offset like 2026-03-14T15:00:00+01:00, not ");
    }

    /// <summary>Reads a <see cref="DateOnly"/>.</summary>
    public DateOnly ReadDateOnly() =>
        _json.TokenType == JsonTokenType.String
        && DateOnly.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? value
            : Wrong<DateOnly>("must be a date like 2026-03-14, not ");

    /// <summary>Reads a <see cref="TimeOnly"/>.</summary>
    public TimeOnly ReadTimeOnly() =>
        _json.TokenType == JsonTokenType.String
        && TimeOnly.TryParseExact(Text(), s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? value
            : Wrong<TimeOnly>("must be a time of day like 15:30 or 15:30:00, not ");

    /// <summary>Reads a <see cref="TimeSpan"/>: ISO 8601, or the constant form of .NET.</summary>
    public TimeSpan ReadTimeSpan()
    {
        if (_json.TokenType == JsonTokenType.String)
        {
            var text = Text();
            if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var constant) && text.Contains(':', StringComparison.Ordinal))
                return constant;
            if (text.Length is > 1 and <= 64 && text[text[0] == '-' ? 1 : 0] == 'P' && TryParseDuration(text, out var duration))
                return duration;
        }
        return Wrong<TimeSpan>("must be a duration like PT1H30M or 01:30:00, not ");
    }

    private static readonly string[] s_local =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
    ];

    private static readonly string[] s_offset =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd HH:mm:sszzz",
    ];

    private static readonly string[] s_times = ["HH:mm:ss.FFFFFFF", "HH:mm:ss", "HH:mm"];

    private static bool HasOffset(string text) =>
        text.Length > 11 && (text[^1] is 'Z' or 'z' || text.IndexOfAny(['+', '-'], 11) > 0);

    private static bool TryParseOffset(string text, out DateTimeOffset value) => DateTimeOffset.TryParseExact(
        text[^1] is 'Z' or 'z' ? text[..^1] + "+00:00" : text, s_offset, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    // Years and months have no fixed length, and XmlConvert would guess one.
    private static bool TryParseDuration(string text, out TimeSpan value)
    {
        value = default;
        var date = text.IndexOf('T', StringComparison.Ordinal) is >= 0 and var t ? text.AsSpan(0, t) : text;
        if (date.ContainsAny('Y', 'M'))
            return false;
        if (date.Length > 2 && date[^1] == 'W')
        {
            if (date.Length != text.Length || !int.TryParse(date[(date.IndexOf('P') + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) || weeks > 1_000_000)
                return false;
            value = TimeSpan.FromDays(weeks * 7) * (text[0] == '-' ? -1 : 1);
            return true;
        }
        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }
}
