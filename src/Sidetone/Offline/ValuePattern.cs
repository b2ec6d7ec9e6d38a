using System.Text.RegularExpressions;

namespace Sidetone.Offline;

/// <summary>The form that a schema asks of a text. Nobody's pattern may stop the conversation: one that is none, or takes too long again and again, fits nothing.</summary>
internal sealed class ValuePattern
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(100);

    private readonly Regex? _whole;
    private int _patience = 5;

    public ValuePattern(string pattern)
    {
        IsOpen = pattern.Contains('^', StringComparison.Ordinal) && !pattern.EndsWith('$');
        try
        {
            _whole = new(IsOpen ? pattern : $"^(?:{pattern})$", RegexOptions.CultureInvariant, s_longest);
        }
        catch (ArgumentException)
        {
            // Of another dialect.
        }
    }

    /// <summary>A pattern without an end fits whatever follows: then one word must do.</summary>
    public bool IsOpen { get; }

    public bool Fits(string text)
    {
        try
        {
            return _patience > 0 && _whole?.IsMatch(text) == true;
        }
        catch (RegexMatchTimeoutException)
        {
            _patience--;
            return false;
        }
    }
}
