using System.Buffers;
using System.Text;

namespace Sidetone.Tools.Arguments;

/// <summary>What models leave around JSON: white space, a code fence, tokens of their chat template. Only at the outside:
/// the same text inside of a string is somebody's text.</summary>
internal static class WrappingText
{
    private const int MaxToken = 64;

    private static readonly SearchValues<byte> s_noToken = SearchValues.Create("\"'{} \n"u8);

    private static readonly byte[][] s_tokens =
    [
        .. new[]
        {
            "<tool_call>", "</tool_call>", "<tool_calls>", "</tool_calls>", "<function_call>", "</function_call>",
            "[TOOL_CALLS]", "[TOOL_CALL]", "[/TOOL_CALL]", "<s>", "</s>", "<|", "<｜",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> text, ref JsonRepairs made)
    {
        while (true)
        {
            if (text.StartsWith("\uFEFF"u8))
                text = text["\uFEFF"u8.Length..];
            text = text.Trim(" \t\r\n"u8);
            if (TryToken(ref text))
                made |= JsonRepairs.TemplateTokens;
            else if (TryFence(ref text))
                made |= JsonRepairs.CodeFence;
            else
                return text;
        }
    }

    private static bool TryToken(ref ReadOnlySpan<byte> text)
    {
        foreach (var token in s_tokens)
        {
            if (text.StartsWith(token) && TokenEnd(text) is var end and > 0)
            {
                text = text[end..];
                return true;
            }
        }
        return TryTokenAtEnd(ref text);
    }

    private static bool TryTokenAtEnd(ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[^1] is not ((byte)'>' or (byte)']'))
            return false;
        // The nearest opening bracket begins the token, if it is one.
        var tail = text[^Math.Min(text.Length, MaxToken)..];
        var open = text[^1] == '>' ? tail.LastIndexOf((byte)'<') : tail.LastIndexOf((byte)'[');
        if (open < 0)
            return false;
        var last = tail[open..];
        foreach (var token in s_tokens)
        {
            if (last.StartsWith(token) && TokenEnd(last) == last.Length)
            {
                text = text[..^last.Length];
                return true;
            }
        }
        return false;
    }

    /// <summary>Where the token that the text begins with ends; 0 when it has no end nearby.</summary>
    private static int TokenEnd(ReadOnlySpan<byte> text)
    {
        var near = text[..Math.Min(text.Length, MaxToken)];
        var end = near.IndexOf(text[0] == '<' ? (byte)'>' : (byte)']') + 1;
        // Nothing that looks like a part of an argument goes with it.
        return near[..end].IndexOfAny(s_noToken) < 0 ? end : 0;
    }

    /// <summary>Takes away <c>```json</c> before, or <c>```</c> after.</summary>
    private static bool TryFence(ref ReadOnlySpan<byte> text)
    {
        var before = text.Length;
        if (text.StartsWith("```"u8))
        {
            text = text[3..];
            while (!text.IsEmpty && char.IsAsciiLetterOrDigit((char)text[0]))
                text = text[1..];
        }
        if (text.EndsWith("```"u8))
            text = text[..^3];
        return text.Length != before;
    }
}
