namespace Sidetone.ElevenLabs.Rest;

/// <summary>A server's words, for an error: one line, not too long, and nothing in it that moves a terminal's cursor.</summary>
internal static class Excerpt
{
    private const int MaxLength = 300;

    public static string Of(string text)
    {
        var words = string.Create(text.Length, text, static (line, text) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = char.IsControl(text[i]) ? ' ' : text[i];
        }).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(' ', words);
        return line.Length <= MaxLength ? line : line[..(char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength)] + "…";
    }
}
