using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>What stands between the quotes of a valid JSON string. Half a surrogate pair is kept, because a streamed text may be cut
/// in the middle of a character, and bytes that are no UTF-8 become U+FFFD: the in-box reader throws at both.</summary>
internal static class JsonString
{
    public static string Text(ReadOnlySpan<byte> content)
    {
        if (!content.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(content);
        var chars = ArrayPool<char>.Shared.Rent(content.Length);
        var length = 0;
        while (!content.IsEmpty)
        {
            var plain = content.IndexOf((byte)'\\');
            if (plain < 0)
                plain = content.Length;
            length += Encoding.UTF8.GetChars(content[..plain], chars.AsSpan(length));
            content = content[plain..];
            if (content.IsEmpty)
                break;
            chars[length++] = Escaped(content);
            content = content[(content[1] == 'u' ? 6 : 2)..];
        }
        var text = new string(chars, 0, length);
        ArrayPool<char>.Shared.Return(chars);
        return text;
    }

    /// <summary>The bytes that the string spells in base64; none when it does not.</summary>
    public static ReadOnlyMemory<byte> Base64(ReadOnlySpan<byte> content)
    {
        if (content.Contains((byte)'\\'))       // some writers escape every slash
            content = Encoding.UTF8.GetBytes(Text(content));
        var bytes = new byte[Base64Length(content)];
        var status = System.Buffers.Text.Base64.DecodeFromUtf8(content, bytes, out _, out var written);
        return status == OperationStatus.Done ? bytes.AsMemory(0, written) : default;
    }

    private static int Base64Length(ReadOnlySpan<byte> content)
    {
        var length = System.Buffers.Text.Base64.GetMaxDecodedFromUtf8Length(content.Length);
        return content switch { [.., (byte)'=', (byte)'='] => length - 2, [.., (byte)'='] => length - 1, _ => length };
    }

    private static char Escaped(ReadOnlySpan<byte> escape) => escape[1] switch
    {
        (byte)'u' => (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        var itself => (char)itself,
    };
}
