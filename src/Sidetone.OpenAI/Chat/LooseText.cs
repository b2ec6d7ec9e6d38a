using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sidetone.OpenAI.Chat;

/// <summary>Reads JSON text that may hold half a character.</summary>
/// <remarks>Servers that cut text between two UTF-16 units write the halves as escapes into two chunks. The reader of .NET refuses each;
/// read one by one and put together, they are whole again.</remarks>
internal static class LooseText
{
    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(text.GetRawText().AsSpan()[1..^1]);
        }
    }

    /// <summary>Undoes the escapes of JSON that is known to be well-formed but for its halves.</summary>
    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }
            text.Append(raw[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var itself => itself });
        }
        return text.ToString();
    }
}
