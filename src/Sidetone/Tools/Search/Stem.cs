using System.Buffers;

namespace Sidetone.Tools.Search;

/// <summary>A light English stem: enough that "orders", "ordered" and "ordering" meet "order". It need not be a word,
/// only the same for words of one kind.</summary>
internal static class Stem
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouy");

    /// <summary>Cuts a lower-case word in place, and returns its new length.</summary>
    public static int Cut(Span<char> word, int length)
    {
        if (length <= 3 || !char.IsAsciiLetterLower(word[length - 1]))
            return length;
        length = Plural(word, length);
        length = Ending(word, length);
        // cancelling → cancel; install and installing both lose one
        if (length >= 6 && word[length - 1] == 'l' && word[length - 2] == 'l')
            length--;
        // place, placing, placed → plac; copy, copies → copi
        if (length > 3 && word[length - 1] == 'e')
            length--;
        else if (length > 3 && word[length - 1] == 'y' && !IsVowel(word[length - 2]))
            word[length - 1] = 'i';
        return length;
    }

    /// <summary>The stem of one word.</summary>
    public static string Of(string word)
    {
        Span<char> buffer = stackalloc char[TermReader.MaxLength];
        var length = word.AsSpan(0, Math.Min(word.Length, buffer.Length)).ToLowerInvariant(buffer);
        return new(buffer[..Cut(buffer, length)]);
    }

    private static int Plural(Span<char> word, int length)
    {
        if (word[length - 1] != 's' || word[length - 2] is 's' or 'u' or 'i')
            return length;
        var text = word[..length];
        if (text.EndsWith("ies") && length > 4)
            return length - 2;
        return text.EndsWith("sses") || text.EndsWith("xes") || text.EndsWith("ches") || text.EndsWith("shes") || text.EndsWith("zes")
            ? length - 2
            : length - 1;
    }

    private static int Ending(Span<char> word, int length)
    {
        var text = word[..length];
        var cut = text.EndsWith("ing") ? 3 : text.EndsWith("ed") ? 2 : text.EndsWith("ly") ? 2 : 0;
        if (cut == 0 || length - cut < 3 || !HasVowel(word[..(length - cut)]))
            return length;
        length -= cut;
        // shipped → ship, but tell, pass, buzz keep theirs
        if (word[length - 1] == word[length - 2] && word[length - 1] is not ('l' or 's' or 'z' or 'e' or 'o'))
            length--;
        return length;
    }

    private static bool HasVowel(ReadOnlySpan<char> word) => word.ContainsAny(s_vowels);

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
