using System.Buffers;
using System.Text;

namespace Sidetone.Offline;

/// <summary>A sentence cut into words, and when it was said.</summary>
internal sealed class Sentence
{
    private const int MaxWords = 120;       // nobody says more in one breath, and each is tried in every place
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.,");
    private static readonly string[] s_glued = ["am", "pm", "st", "nd", "rd", "th"];

    private Sentence(string text, List<Word> words, DateTimeOffset now)
    {
        Text = text;
        Words = words;
        Now = now;
    }

    public string Text { get; }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>The local time: what "tomorrow" counts from.</summary>
    public DateTimeOffset Now { get; }

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    public static Sentence Read(string text, DateTimeOffset now)
    {
        var words = new List<Word>();
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));    // half a character, as terminals leave behind, is in no JSON
        for (var at = 0; at < text.Length && words.Count < MaxWords;)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else if (Quotation(text, at) is { } end)
                Add(words, new(text[(at + 1)..end], at, end + 1, IsQuoted: true, After(text, end + 1)), ref at);
            else
                AddBare(words, text, ref at);
        }
        return new(text, words, now);
    }

    /// <summary>The text from one word to another, both included, as it was typed.</summary>
    public string Span(int first, int last) => first == last ? Words[first].Text : Text[Words[first].Start..Words[last].End];

    /// <summary>The same with the brackets and signs that touch it.</summary>
    public string Bracketed(int first, int last)
    {
        var (start, end) = (Words[first].Start, Words[last].End);
        while (start > 0 && Text[start - 1] is '(' or '[' or '{' or '-')
            start--;
        while (end < Text.Length && Text[end] is ')' or ']' or '}')
            end++;
        return Text[start..end];
    }

    private static void Add(List<Word> words, Word word, ref int at)
    {
        if (word.Text.Length > 0)
            words.Add(word);
        at = word.End;
    }

    private static void AddBare(List<Word> words, string text, ref int at)
    {
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        var (first, last) = (at, end);
        while (first < last && IsOuter(text, first, opening: true))
            first++;
        while (last > first && IsOuter(text, last - 1, opening: false))
            last--;
        at = end;
        if (first == last)
            return;
        var word = text[first..last];
        var after = last < text.Length && !char.IsWhiteSpace(text[last]) ? text[last] : ' ';
        if (word.Length > 2 && word[^1] == 's' && word[^2] is '\'' or '’')
            word = word[..^2];
        // "5km" is a number and a unit; "5pm" and "2nd" are not.
        var digits = word.AsSpan().IndexOfAnyExcept(s_digits);
        if (digits > 0 && word.AsSpan(digits).IndexOfAnyExceptInRange('a', 'z') < 0 && !s_glued.Contains(word[digits..]))
        {
            words.Add(new(word[..digits], first, first + digits));
            words.Add(new(word[digits..], first + digits, first + word.Length, After: after));
            return;
        }
        words.Add(new(word, first, first + word.Length, After: after));
    }

    // A sign before a number and a currency belong to the word; brackets, commas and full stops around it do not.
    private static bool IsOuter(string text, int at, bool opening) => text[at] switch
    {
        '-' or '+' => !opening || at + 1 >= text.Length || !char.IsDigit(text[at + 1]),
        '%' or '$' or '€' or '£' or '#' or '@' or '_' or '/' or '°' => false,
        var c => !char.IsLetterOrDigit(c),
    };

    private static int? Quotation(string text, int at)
    {
        var close = text[at] switch { '"' => '"', '“' => '”', '«' => '»', '\'' => '\'', '‘' => '’', _ => '\0' };
        if (close == '\0')
            return null;
        for (var end = text.IndexOf(close, at + 1); end >= 0; end = text.IndexOf(close, end + 1))
        {
            // An apostrophe inside a word closes nothing.
            if (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1]))
                return end;
        }
        return null;
    }

    private static char After(string text, int at) => at < text.Length && !char.IsWhiteSpace(text[at]) ? text[at] : ' ';
}
