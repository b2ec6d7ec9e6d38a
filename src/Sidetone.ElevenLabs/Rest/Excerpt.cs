namespace Sidetone.ElevenLabs.Rest;

/// <summary>A server's words, for a person: one line, not too long, and nothing in it that moves a terminal's cursor.</summary>
internal static class Excerpt
{
    public static string Of(string text, int maxLength = 300)
    {
        var words = string.Create(text.Length, text, static (line, text) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = char.IsControl(text[i]) ? ' ' : text[i];
        }).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(' ', words);
        return line.Length <= maxLength ? line : line[..(char.IsHighSurrogate(line[maxLength - 1]) ? maxLength - 1 : maxLength)] + "…";
    }
}
