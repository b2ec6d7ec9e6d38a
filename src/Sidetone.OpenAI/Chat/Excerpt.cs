using System.Text;

namespace Sidetone.OpenAI.Chat;

/// <summary>The beginning of what a server wrote, on one line, for a message.</summary>
internal static class Excerpt
{
    private const int Longest = 300;

    public static string Of(ReadOnlySpan<byte> utf8) => Of(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * Longest)]));

    public static string Of(string text)
    {
        var line = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
