using System.Globalization;
using System.Text;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>A query in the order in which it is added. What is null is left out; a list repeats its key.</summary>
internal sealed class QueryText
{
    private readonly StringBuilder _text = new();

    public QueryText Add(string name, string? value)
    {
        if (value is not null)
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public QueryText Add(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
            Add(name, value);
        return this;
    }

    public QueryText Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    public QueryText Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whole seconds since 1970.</summary>
    public QueryText AddUnix(string name, DateTimeOffset? value) => Add(name, value?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>Seconds since 1970, with their fraction.</summary>
    public QueryText AddUnixFraction(string name, DateTimeOffset? value) =>
        Add(name, value is { } at ? (at.ToUnixTimeMilliseconds() / 1000m).ToString("0.###", CultureInfo.InvariantCulture) : null);

    public QueryText AddSeconds(string name, TimeSpan? value) => Add(name, value is { } time ? (int)time.TotalSeconds : null);

    public override string ToString() => _text.ToString();
}
