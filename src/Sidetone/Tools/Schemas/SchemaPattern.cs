using System.Text.RegularExpressions;

namespace Sidetone.Tools.Schemas;

/// <summary>A regular expression of a schema. Its time is bounded: a pattern that takes too long gives the whole walk up.</summary>
internal sealed class SchemaPattern
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(100);

    private readonly string _source;
    private readonly Regex _regex;

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public SchemaPattern(string source)
    {
        _source = source;
        _regex = new Regex(EcmaPattern.Translate(source), RegexOptions.CultureInvariant, s_limit);
    }

    public bool IsMatch(string text, Evaluation e)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return e.GiveUp($"takes too long to compare with the pattern {this}");
        }
    }

    public override string ToString() => ValueText.Shorten(_source);
}
