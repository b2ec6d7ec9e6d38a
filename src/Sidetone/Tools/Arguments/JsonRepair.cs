using System.Text.Json;
using System.Text.Unicode;

namespace Sidetone.Tools.Arguments;

/// <summary>Mends what models get wrong in writing JSON, where only one reading is possible.</summary>
/// <remarks>What is cut off is never completed: a guess at the rest could charge the wrong card. Text that is JSON is never touched.</remarks>
internal static class JsonRepair
{
    /// <summary>Longer text is not looked at.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MaxEncodings = 8;

    private static ReadOnlyMemory<byte> EmptyObject { get; } = "{}"u8.ToArray();

    /// <param name="text">The arguments as they came.</param>
    /// <param name="repaired">A JSON object; the very same memory where the text was one.</param>
    /// <param name="made">What was mended.</param>
    /// <returns>False when the text is no object and cannot safely be read as one.</returns>
    public static bool TryRepair(ReadOnlyMemory<byte> text, out ReadOnlyMemory<byte> repaired, out JsonRepairs made)
    {
        made = JsonRepairs.None;
        repaired = text;
        if (text.Length > MaxBytes || !Utf8.IsValid(text.Span))
            return false;
        for (var i = 0; i <= MaxEncodings; i++)
        {
            if (IsNothing(repaired.Span))
            {
                made |= JsonRepairs.Empty;
                repaired = EmptyObject;
                return true;
            }
            var kind = KindOf(repaired.Span);
            if (kind == JsonTokenType.None)
            {
                if (!TryRewrite(repaired.Span, out var rewritten, ref made))
                    return false;
                repaired = rewritten;
                kind = KindOf(repaired.Span);
                if (kind == JsonTokenType.Null)
                    continue;
            }
            if (kind == JsonTokenType.StartObject)
                return true;
            // A string may hold the object; what it holds is text again.
            if (kind != JsonTokenType.String || !TryUnwrap(repaired.Span, out repaired))
                return false;
            made |= JsonRepairs.DoubleEncoding;
        }
        return false;
    }

    private static bool TryRewrite(ReadOnlySpan<byte> text, out byte[] rewritten, ref JsonRepairs made)
    {
        var inner = WrappingText.Strip(text, ref made);
        if (KindOf(inner) != JsonTokenType.None || IsNothing(inner))
        {
            // What was wrong was around it.
            rewritten = inner.ToArray();
            return !inner.IsEmpty;
        }
        var rewriter = new LenientJson(inner);
        var done = rewriter.TryRewrite();
        made |= rewriter.Made;
        rewritten = done ? rewriter.ToArray() : [];
        // The rewriter's word is not taken for it: what leaves here is JSON.
        return done && KindOf(rewritten) != JsonTokenType.None;
    }

    private static bool TryUnwrap(ReadOnlySpan<byte> text, out ReadOnlyMemory<byte> inner)
    {
        inner = default;
        var reader = new Utf8JsonReader(text);
        reader.Read();
        var unescaped = new byte[reader.ValueSpan.Length];
        try
        {
            inner = unescaped.AsMemory(0, reader.CopyString(unescaped));
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text.
            return false;
        }
    }

    /// <summary>The first token of a text that is one JSON value and nothing else; None when it is not.</summary>
    private static JsonTokenType KindOf(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            if (!reader.Read())
                return JsonTokenType.None;
            var kind = reader.TokenType;
            while (reader.Read())
            {
                // Reading to the end is what checks it.
            }
            return kind;
        }
        catch (JsonException)
        {
            return JsonTokenType.None;
        }
    }

    private static bool IsNothing(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8) is [] or [(byte)'n', (byte)'u', (byte)'l', (byte)'l'];
}
