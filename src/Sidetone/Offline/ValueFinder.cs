using System.Globalization;
using System.Text.Json;
using Sidetone.Tools.Search;

namespace Sidetone.Offline;

/// <summary>Finds values of a certain type in some words of a sentence.</summary>
/// <param name="sentence">The sentence.</param>
/// <param name="start">The first word that may be used.</param>
/// <param name="end">The word after the last.</param>
internal sealed class ValueFinder(Sentence sentence, int start, int end)
{
    private IReadOnlyList<Word> Words => sentence.Words;

    /// <summary>All values that a parameter with a certain form could take, in the order of the sentence.
    /// Null when it takes any text.</summary>
    public IEnumerable<Find>? OfForm(Parameter parameter) => parameter switch
    {
        { Values.Count: > 0 } => Allowed(parameter),
        { Type: "integer" } => Numbers(wholeOnly: true),
        { Type: "number" } => Numbers(wholeOnly: false),
        { Type: "boolean" } => Booleans(parameter),
        { Type: "string", Pattern: { } pattern } => Matching(pattern),
        { Type: "string", Format: "date" } => Dates(),
        { Type: "string", Format: "time" } => Times(),
        { Type: "string", Format: "date-time" } => Moments(),
        { Type: "string", Format: "duration" } => Durations(),
        { Type: "string", Format: "email" } => Bare(0.9, w => w.IndexOf('@', StringComparison.Ordinal) > 0 && w.Contains('.', StringComparison.Ordinal)),
        { Type: "string", Format: "uri" } => Bare(0.9, w => Uri.TryCreate(w, UriKind.Absolute, out _)),
        { Type: "string", Format: "uuid" } => Bare(1.5, w => Guid.TryParse(w, out _)),
        _ => null,
    };

    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private IEnumerable<Find> Allowed(Parameter parameter)
    {
        for (var i = start; i < end; i++)
        {
            foreach (var (json, text) in parameter.Values)
            {
                if (Match(text, i) is var taken and > 0)
                {
                    yield return new(json, i, i + taken - 1, 1.2);
                    break;
                }
            }
        }
    }

    // "InTransit" is "in transit", "in_transit" or "In-Transit"; "miles" is "mile".
    private int Match(string value, int at)
    {
        if (Words[at].Text.Equals(value, StringComparison.OrdinalIgnoreCase))
            return 1;
        var parts = Labels.Of(value).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || at + parts.Length > end)
            return Labels.Of(Words[at].Text) == string.Join(' ', parts) && parts.Length > 0 ? 1 : 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!Words[at + i].Is(parts[i]) && Stem.Of(Words[at + i].Text) != Stem.Of(parts[i]))
                return 0;
        }
        return parts.Length;
    }

    private IEnumerable<Find> Numbers(bool wholeOnly)
    {
        for (var i = start; i < end; i++)
        {
            // "3 May" and "17:30" are no numbers, and "one" in "that one" is none either.
            if (DateWords.Read(sentence, i, end, out _) is var date and > 0)
            {
                i += date - 1;
                continue;
            }
            if (NumberWords.Read(Words, i, end, out var number) is not (var taken and > 0) || TimeWords.Read(Words, i, end, out _) > 0
                || (Words[i].Is("one") && i > start && Words[i - 1].Lower is "that" or "this" or "which" or "any"))
                continue;
            if (!wholeOnly || number == decimal.Truncate(number))
                yield return new(number.ToString(CultureInfo.InvariantCulture), i, i + taken - 1, 0.6);
            i += taken - 1;
        }
    }

    private IEnumerable<Find> Booleans(Parameter parameter)
    {
        for (var i = start; i < end; i++)
        {
            if (Words[i].Lower is "yes" or "true" or "yeah" or "yep" or "sure")
                yield return new("true", i, i, 0.2);
            else if (Words[i].Lower is "no" or "false" or "nope" && i + 1 == end)
                yield return new("false", i, i, 0.2);
            else if (Match(parameter.Name, i) is var taken and > 0)
            {
                var isNot = i > start && Words[i - 1].Lower is "no" or "not" or "without";
                yield return new(isNot ? "false" : "true", isNot ? i - 1 : i, i + taken - 1, 0.5);
            }
        }
    }

    // The longest piece of the text, from one word's start to another's end, that is wholly what the pattern wants.
    private IEnumerable<Find> Matching(ValuePattern pattern)
    {
        for (var i = start; i < end; i++)
        {
            var longest = -1;
            var text = "";
            for (var last = i; last < end && last < i + (pattern.IsOpen ? 1 : 24); last++)
            {
                // Brackets around words are no words, but an expression may need them.
                foreach (var piece in (ReadOnlySpan<string>)[sentence.Bracketed(i, last), sentence.Span(i, last)])
                {
                    if (longest == last || !pattern.Fits(piece))
                        continue;
                    longest = last;
                    text = piece;
                }
            }
            if (longest < 0)
            {
                // Codes are printed in capitals and typed as they come.
                var upper = Words[i].Text.ToUpperInvariant();
                if (upper != Words[i].Text && pattern.Fits(upper))
                    yield return new(Quote(upper), i, i, Weight(upper));
                continue;
            }
            yield return new(Quote(text), i, longest, i == longest && DateWords.Read(sentence, i, end, out _) > 0 ? 0.1 : Weight(text));
            i = longest;
        }
    }

    // Any number or word could be meant by chance; letters with digits, or several signs, could not.
    private static double Weight(string text) =>
        text.AsSpan().ContainsAnyInRange('0', '9') && text.AsSpan().ContainsAnyExceptInRange('0', '9') ? 1.5 : 0.3;

    private IEnumerable<Find> Dates()
    {
        for (var i = start; i < end; i++)
        {
            if (DateWords.Read(sentence, i, end, out var date) is not (var taken and > 0))
                continue;
            yield return new(Quote(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), i, i + taken - 1, 0.9);
            i += taken - 1;
        }
    }

    private IEnumerable<Find> Times()
    {
        for (var i = start; i < end; i++)
        {
            if (TimeWords.Read(Words, i, end, out var time) is var taken and > 0)
                yield return new(Quote(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)), i, i + taken - 1, 0.9);
        }
    }

    private IEnumerable<Find> Moments()
    {
        for (var i = start; i < end; i++)
        {
            if (DateTimeOffset.TryParse(Words[i].Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out _) && Words[i].Text.Contains('T', StringComparison.Ordinal))
            {
                yield return new(Quote(Words[i].Text), i, i, 0.9);
                continue;
            }
            var day = DateWords.Read(sentence, i, end, out var date);
            var next = i + day;
            if (day > 0 && next < end && Words[next].Is("at"))
                next++;
            var hours = next < end ? TimeWords.Read(Words, next, end, out var time) : 0 * (time = default).Hour;
            if (day == 0 && hours == 0)
                continue;
            if (hours == 0)
                next = i + day;
            // A time without a date is the next such time.
            var local = (day > 0 ? date : sentence.Today).ToDateTime(time);
            if (day == 0 && local <= sentence.Now.DateTime)
                local = local.AddDays(1);
            var last = next + hours - 1;
            if (local.Year is > 1 and < 9999)       // at the edge of time an offset leads beyond
                yield return new(Quote(new DateTimeOffset(local, sentence.Now.Offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)), i, last, 0.9);
            i = last;
        }
    }

    private IEnumerable<Find> Durations()
    {
        for (var i = start; i < end; i++)
        {
            if (TimeWords.ReadDuration(Words, i, end, out var duration) is var taken and > 0)
                yield return new(Quote(duration), i, i + taken - 1, 0.9);
        }
    }

    private IEnumerable<Find> Bare(double evidence, Func<string, bool> isIt)
    {
        for (var i = start; i < end; i++)
        {
            if (isIt(Words[i].Text))
                yield return new(Quote(Words[i].Text), i, i, evidence);
        }
    }
}
