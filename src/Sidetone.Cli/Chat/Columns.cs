using System.Globalization;
using System.Text;

namespace Sidetone.Cli.Chat;

/// <summary>How many columns of a terminal a text takes: letters of East Asia and emoji take two, marks on a letter none.</summary>
internal static class Columns
{
    private const int EmojiStyle = 0xFE0F;      // makes the sign before it twice as wide

    // Unicode's East Asian Width: what is wide, or emoji by itself.
    private static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653),
        (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4),
        (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728),
        (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C),
        (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E), (0x3041, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x1B2FF), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF),
        (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1E6, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7F0), (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    public static int Of(ReadOnlySpan<char> text)
    {
        var columns = 0;
        for (var at = 0; at < text.Length; at += StringInfo.GetNextTextElementLength(text[at..]))
            columns += OfFirst(text[at..]);
        return columns;
    }

    /// <summary>How many characters from the start fit into so many columns, none of them cut in two.</summary>
    public static int Fit(ReadOnlySpan<char> text, int columns)
    {
        var at = 0;
        while (at < text.Length && (columns -= OfFirst(text[at..])) >= 0)
            at += StringInfo.GetNextTextElementLength(text[at..]);
        return at;
    }

    /// <summary>The columns of what a reader takes for the first character, whatever it is made of.</summary>
    /// <remarks>Terminals differ on a family of joined emoji: too many columns break a row early, too few would break the screen.</remarks>
    public static int OfFirst(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text[..StringInfo.GetNextTextElementLength(text)].EnumerateRunes())
            columns += rune.Value == EmojiStyle || !IsMark(rune) ? IsWide(rune.Value) ? 2 : 1 : 0;
        return columns;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static bool IsWide(int rune) => rune >= s_wide[0].First && Array.Exists(s_wide, range => rune >= range.First && rune <= range.Last);
}
