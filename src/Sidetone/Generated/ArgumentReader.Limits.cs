using System.Globalization;
using System.Text.RegularExpressions;

namespace Sidetone.Generated;

// What DataAnnotations say beyond the type. The value has been read and is of its type.
public ref partial struct ArgumentReader
{
    /// <summary>Reports a number out of its bounds.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The number.</param>
    /// <param name="bounds">In words: <c>between 1 and 9</c>.</param>
    public readonly void OutOfRange<T>(T value, string bounds) where T : IFormattable =>
        Fail("must be " + bounds + ", not " + value.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>Checks the length of a text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="minimum">The fewest characters.</param>
    /// <param name="maximum">The most.</param>
    public readonly void CheckLength(string value, int minimum, int maximum)
    {
        if (value.Length < minimum || value.Length > maximum)
            Fail("must have " + Count(minimum, maximum, "character") + ", not " + value.Length.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Checks the length of a list.</summary>
    /// <param name="count">How many items it has.</param>
    /// <param name="minimum">The fewest items.</param>
    /// <param name="maximum">The most.</param>
    public readonly void CheckCount(int count, int minimum, int maximum)
    {
        if (count < minimum || count > maximum)
            Fail("must have " + Count(minimum, maximum, "item") + ", not " + count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Checks that a text is not only white space.</summary>
    /// <param name="value">The text.</param>
    public readonly void CheckNotBlank(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Fail("must not be empty");
    }

    /// <summary>Checks a text against a pattern, which must end in time.</summary>
    /// <param name="value">The text.</param>
    /// <param name="pattern">Anchored, and with a timeout.</param>
    /// <param name="told">The pattern as it was declared.</param>
    public readonly void CheckPattern(string value, Regex pattern, string told)
    {
        try
        {
            if (!pattern.IsMatch(value))
                Fail("must match " + told + ", not " + Spelling.Quoted(value));
        }
        catch (RegexMatchTimeoutException)
        {
            Fail("takes too long to compare with " + told);
        }
    }

    /// <summary>Checks that a text looks like an address of e-mail: one @ with something on both sides.</summary>
    /// <param name="value">The text.</param>
    public readonly void CheckEmail(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at != value.LastIndexOf('@') || at == value.Length - 1 || value.AsSpan().ContainsAny(" \r\n\t"))
            Fail("must be an e-mail address, not " + Spelling.Quoted(value));
    }

    /// <summary>Checks that a text is an address of the web.</summary>
    /// <param name="value">The text.</param>
    public readonly void CheckUrl(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || (uri.Scheme != "http" && uri.Scheme != "https" && uri.Scheme != "ftp"))
            Fail("must be a URL like https://example.com, not " + Spelling.Quoted(value));
    }

    private static string Count(int minimum, int maximum, string unit)
    {
        var plural = maximum == 1 || (maximum == int.MaxValue && minimum == 1) ? unit : unit + "s";
        if (minimum == maximum)
            return string.Create(CultureInfo.InvariantCulture, $"exactly {minimum} {plural}");
        if (maximum == int.MaxValue)
            return string.Create(CultureInfo.InvariantCulture, $"at least {minimum} {plural}");
        return minimum == 0
            ? string.Create(CultureInfo.InvariantCulture, $"at most {maximum} {plural}")
            : string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum} {plural}");
    }
}
