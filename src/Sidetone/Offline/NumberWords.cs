using System.Globalization;

namespace Sidetone.Offline;

/// <summary>Reads numbers: in digits, or in words such as "minus five", "two dozen", "one point five" and "three thousand and twenty".</summary>
internal static class NumberWords
{
    private static readonly string[] s_ones =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly string[] s_tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>Reads a number that starts at a word. Returns how many words it takes; 0 for none.</summary>
    public static int Read(IReadOnlyList<Word> words, int at, int end, out decimal number)
    {
        // After a number it is no sign: "5 minus 3".
        if (words[at].Lower is not ("minus" or "negative") || at + 1 >= end || (at > 0 && Positive(words, at - 1, at, out _) > 0))
            return Positive(words, at, end, out number);
        var taken = Positive(words, at + 1, end, out number);
        number = -number;
        return taken > 0 ? taken + 1 : 0;
    }

    private static int Positive(IReadOnlyList<Word> words, int at, int end, out decimal number)
    {
        number = 0;
        if (words[at].IsQuoted)
            return 0;
        var next = at + Start(words, at, end, out var current);
        var largest = decimal.MaxValue;
        while (next < end)
        {
            var scale = Scale(words[next]);
            if (scale == 1 || scale >= largest || Math.Abs(current) >= 1_000_000)
                break;
            if (current == 0)
                current = next == at ? 1 : 0;       // "a dozen", "a hundred"
            next++;
            current *= scale;
            if (scale == 12)
                break;      // "a dozen and three of the others"
            if (scale > 100)
                (number, current, largest) = (number + current, 0, scale);
            var more = next + 1 < end && words[next].Is("and") ? next + 1 : next;
            if (more < end && Below100(words, more, end, out var small) is var taken and > 0)
                (next, current) = (more + taken, current + small);
        }
        number += current;
        return next - at;
    }

    // What may stand before the first "hundred" or "thousand".
    private static int Start(IReadOnlyList<Word> words, int at, int end, out decimal number)
    {
        number = 0.5m;
        if (words[at].Is("half") && at + 2 < end && words[at + 1].Is("a") && Scale(words[at + 2]) > 1)
            return 2;
        var taken = Digits(words[at].Text, out number) ? 1 : Below100(words, at, end, out number);
        if (taken == 0 || at + taken + 2 >= end || !(words[at + taken].Is("and") && words[at + taken + 1].Is("a") && words[at + taken + 2].Is("half")))
            return taken;
        number += 0.5m;
        return taken + 3;
    }

    private static decimal Scale(Word word) => word.IsQuoted ? 1 : word.Lower switch { "dozen" => 12, "hundred" => 100, "thousand" => 1_000, "million" => 1_000_000, _ => 1 };

    private static int Below100(IReadOnlyList<Word> words, int at, int end, out decimal number)
    {
        var taken = Whole(words, at, end, out var whole);
        number = whole;
        var next = at + taken + 1;
        if (taken == 0 || next >= end || !words[next - 1].Is("point") || Ones(words[next]) is not (>= 0 and < 10))
            return taken;
        for (var digit = 0.1m; next < end && Ones(words[next]) is >= 0 and < 10 and var one && digit > 0; next++, digit /= 10)
            number += one * digit;
        return next - at;
    }

    private static int Whole(IReadOnlyList<Word> words, int at, int end, out int number)
    {
        number = Ones(words[at]);
        if (number is >= 0 and < 20)
            return 1;
        var parts = words[at].Lower.Split('-');
        number = Array.IndexOf(s_tens, parts[0]) * 10;
        if (number <= 0 || parts.Length > 2)
            return number = 0;
        var one = parts.Length == 2 ? Array.IndexOf(s_ones, parts[1]) : at + 1 < end ? Ones(words[at + 1]) : -1;
        if (one is < 1 or > 9)
            return parts.Length == 2 ? 0 : 1;
        number += one;
        return parts.Length == 2 ? 1 : 2;
    }

    private static int Ones(Word word) => Array.IndexOf(s_ones, word.Lower);

    private static bool Digits(string text, out decimal number)
    {
        var bare = text.AsSpan().Trim("$€£#").TrimEnd('%');
        number = 0;
        return bare.ContainsAnyInRange('0', '9') && IsGroupedInThrees(bare)
            && decimal.TryParse(bare, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);
    }

    // "1,000" has a separator; "2,5" and "3,1416" could be anything.
    private static bool IsGroupedInThrees(ReadOnlySpan<char> number)
    {
        var groups = number.ToString().Split('.')[0].TrimStart('-', '+').Split(',');
        return groups.Length == 1 || (groups[0] is { Length: > 0 and <= 3 } first && first[0] != '0' && groups.Skip(1).All(group => group.Length == 3));
    }
}
