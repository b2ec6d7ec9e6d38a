using System.Globalization;

namespace Sidetone.Offline;

/// <summary>Reads numbers: in digits, or in words from zero to some hundreds.</summary>
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
        number = 0;
        if (words[at].IsQuoted)
            return 0;
        if (Digits(words[at].Text, out number))
            return 1;
        var taken = UpToNinetyNine(words, at, end, out var small);
        if (taken > 0 && at + taken < end && words[at + taken].Is("hundred"))
        {
            number = small * 100;
            var after = at + taken + 1;
            if (after + 1 < end && words[after].Is("and"))
                after++;
            var more = after < end ? UpToNinetyNine(words, after, end, out small) : 0;
            number += more > 0 ? small : 0;
            return more > 0 ? after + more - at : taken + 1;
        }
        if (taken == 0 && words[at].Is("dozen"))
            (taken, small) = (1, 12);
        number = small;
        return taken;
    }

    private static int UpToNinetyNine(IReadOnlyList<Word> words, int at, int end, out int number)
    {
        var word = words[at].Lower;
        number = Array.IndexOf(s_ones, word);
        if (number is >= 0 and < 20)
            return 1;
        var parts = word.Split('-');
        number = Array.IndexOf(s_tens, parts[0]) * 10;
        if (number <= 0 || parts.Length > 2)
            return 0;
        var one = parts.Length == 2 ? Array.IndexOf(s_ones, parts[1]) : at + 1 < end ? Array.IndexOf(s_ones, words[at + 1].Lower) : -1;
        if (one is < 1 or > 9)
            return parts.Length == 2 ? 0 : 1;
        number += one;
        return parts.Length == 2 ? 1 : 2;
    }

    private static bool Digits(string text, out decimal number)
    {
        var bare = text.AsSpan().Trim("$€£#").TrimEnd('%');
        // "1,000" has a separator; "2,5" could be anything.
        var comma = bare.IndexOf(',');
        var grouped = comma > 0 && bare.Length > comma + 3;
        return decimal.TryParse(
            bare,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | (grouped ? NumberStyles.AllowThousands : NumberStyles.None),
            CultureInfo.InvariantCulture,
            out number);
    }
}
