using System.Buffers;

namespace Sidetone.Tools.Arguments;

/// <summary>Reads almost-JSON once, from start to end, and writes it down as JSON. Whatever is not on the list of
/// <see cref="JsonRepairs"/>, and above all an end that is missing, makes it stop.</summary>
internal ref struct LenientJson(ReadOnlySpan<byte> text)
{
    private const int MaxDepth = 64;

    // How strings begin and end. Gemma's template has a token for quotes, which leaks as it is, or half escaped.
    private static readonly (byte[] Opening, byte[] Closing, JsonRepairs Repair)[] s_quotes =
    [
        ("\"<|\\\"|\\\""u8.ToArray(), "<|\\\"|\\\""u8.ToArray(), JsonRepairs.TemplateTokens),
        ("<|\"|>"u8.ToArray(), "<|\"|>"u8.ToArray(), JsonRepairs.TemplateTokens),
        ("\""u8.ToArray(), "\""u8.ToArray(), JsonRepairs.None),
        ("'"u8.ToArray(), "'"u8.ToArray(), JsonRepairs.Quotes),
        ("“"u8.ToArray(), "”"u8.ToArray(), JsonRepairs.Quotes),
        ("‘"u8.ToArray(), "’"u8.ToArray(), JsonRepairs.Quotes),
    ];

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ArrayBufferWriter<byte> _output = new(text.Length + 16);
    private int _at;

    public JsonRepairs Made { get; private set; }

    public readonly byte[] ToArray() => _output.WrittenSpan.ToArray();

    public bool TryRewrite()
    {
        if (!Value(0))
            return false;
        SkipSpace();
        return _at == _text.Length;
    }

    private bool Value(int depth)
    {
        SkipSpace();
        return Peek() switch
        {
            (byte)'{' => depth < MaxDepth && Container((byte)'}', isObject: true, depth + 1),
            (byte)'[' => depth < MaxDepth && Container((byte)']', isObject: false, depth + 1),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => Number(),
            _ => String() || Literal(),
        };
    }

    private bool Container(byte close, bool isObject, int depth)
    {
        Copy(1);
        for (var first = true; ; first = false)
        {
            SkipSpace();
            if (first && Peek() == close)
            {
                Copy(1);
                return true;
            }
            if (isObject && !Name())
                return false;
            if (!Value(depth))
                return false;
            SkipSpace();
            if (Peek() == ',')
            {
                _at++;
                SkipSpace();
                if (Peek() != close)
                {
                    _output.Write(","u8);
                    continue;
                }
                Made |= JsonRepairs.TrailingComma;
            }
            if (Peek() != close)
                return false;
            Copy(1);
            return true;
        }
    }

    private bool Name()
    {
        if (!String() && !BareName())
            return false;
        SkipSpace();
        if (Peek() != ':')
            return false;
        Copy(1);
        return true;
    }

    private bool BareName()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetter((char)_text[_at]) || _text[_at] is (byte)'_' or (byte)'$'
            || (_at > start && (char.IsAsciiDigit((char)_text[_at]) || _text[_at] == '-'))))
        {
            _at++;
        }
        if (_at == start)
            return false;
        Made |= JsonRepairs.UnquotedName;
        _output.Write("\""u8);
        _output.Write(_text[start.._at]);
        _output.Write("\""u8);
        return true;
    }

    private bool String()
    {
        if (!TryOpening(out var closing))
            return false;
        _output.Write("\""u8);
        while (_at < _text.Length)
        {
            var rest = _text[_at..];
            if (rest.StartsWith(closing))
            {
                _at += closing.Length;
                _output.Write("\""u8);
                return true;
            }
            if (rest[0] == '\\')
            {
                if (!Escape(rest))
                    return false;
            }
            else if (rest[0] == '"')
            {
                // Only reached in a string with other delimiters.
                _output.Write("\\\""u8);
                _at++;
            }
            else if (rest[0] < 0x20)
                ControlCharacter(rest[0]);
            else
                Copy(1);
        }
        return false;
    }

    private bool TryOpening(out ReadOnlySpan<byte> closing)
    {
        foreach (var (opening, end, repair) in s_quotes)
        {
            if (!_text[_at..].StartsWith(opening))
                continue;
            closing = end;
            Made |= repair;
            _at += opening.Length;
            return true;
        }
        closing = default;
        return false;
    }

    private bool Escape(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 2)
            return false;
        switch (rest[1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                Copy(2);
                return true;
            case (byte)'\'':
                // JSON does not know it; the backslash was for the quotes that are replaced.
                _output.Write("'"u8);
                _at += 2;
                Made |= JsonRepairs.Quotes;
                return true;
            case (byte)'u' when rest.Length >= 6:
                Copy(6);
                return true;
            default:
                return false;
        }
    }

    private void ControlCharacter(byte c)
    {
        Made |= JsonRepairs.ControlCharacter;
        _output.Write(c switch
        {
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => "\\u00"u8,
        });
        if (c is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
            _output.Write([(byte)(c < 16 ? '0' : '1'), (byte)"0123456789abcdef"[c & 15]]);
        _at++;
    }

    private bool Number()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit((char)_text[_at]) || _text[_at] is (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E'))
            _at++;
        // Its grammar is checked with the whole, afterwards.
        _output.Write(_text[start.._at]);
        return true;
    }

    private bool Literal() =>
        Literal("true"u8, "true"u8) || Literal("false"u8, "false"u8) || Literal("null"u8, "null"u8)
        || Literal("True"u8, "true"u8) || Literal("False"u8, "false"u8) || Literal("None"u8, "null"u8);

    private bool Literal(scoped ReadOnlySpan<byte> word, scoped ReadOnlySpan<byte> json)
    {
        if (!_text[_at..].StartsWith(word) || (_at + word.Length < _text.Length && char.IsAsciiLetterOrDigit((char)_text[_at + word.Length])))
            return false;
        if (!word.SequenceEqual(json))
            Made |= JsonRepairs.PythonLiteral;
        _output.Write(json);
        _at += word.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            _at++;
    }

    private readonly byte Peek() => _at < _text.Length ? _text[_at] : (byte)0;

    private void Copy(int count)
    {
        _output.Write(_text.Slice(_at, count));
        _at += count;
    }
}
