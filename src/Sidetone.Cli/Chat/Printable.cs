namespace Sidetone.Cli.Chat;

/// <summary>What a model, a tool or a server wrote, as a terminal may get it: a code that would clear it, move its cursor or set its title is shown as a sign.</summary>
internal static class Printable
{
    private const char Sign = '\uFFFD';

    /// <summary>The text with its line breaks; each character stays one.</summary>
    public static string Of(string text) => Replace(text, static c => c switch
    {
        '\n' or '\r' => c,
        '\t' => ' ',
        _ => char.IsControl(c) ? Sign : c,
    });

    /// <summary>The same without line breaks.</summary>
    public static string OnOneLine(string text) => Replace(text, static c => c switch
    {
        '\n' or '\r' or '\t' or '\u2028' or '\u2029' => ' ',
        _ => char.IsControl(c) ? Sign : c,
    });

    private static string Replace(string text, Func<char, char> replace) =>
        text.All(c => replace(c) == c) ? text : string.Create(text.Length, (text, replace), static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source.replace(source.text[i]);
        });
}
