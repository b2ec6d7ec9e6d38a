using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Sidetone.Generated;

// Numbers: "2" is 2 and 2.0 is 2, because that loses nothing. 2.5 is no whole number, and 300 is no byte.
public ref partial struct ArgumentReader
{
    // A number longer than this is none that fits, and only costs time.
    private const int MaxDigits = 128;

    /// <summary>Reads an <see cref="int"/>.</summary>
    public int ReadInt32() => _json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out var value) ? value : ReadInteger<int>();

    /// <summary>Reads a <see cref="long"/>.</summary>
    public long ReadInt64() => _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var value) ? value : ReadInteger<long>();

    /// <summary>Reads an <see cref="sbyte"/>.</summary>
    public sbyte ReadSByte() => ReadInteger<sbyte>();

    /// <summary>Reads a <see cref="byte"/>.</summary>
    public byte ReadByte() => ReadInteger<byte>();

    /// <summary>Reads a <see cref="short"/>.</summary>
    public short ReadInt16() => ReadInteger<short>();

    /// <summary>Reads a <see cref="ushort"/>.</summary>
    public ushort ReadUInt16() => ReadInteger<ushort>();

    /// <summary>Reads a <see cref="uint"/>.</summary>
    public uint ReadUInt32() => ReadInteger<uint>();

    /// <summary>Reads a <see cref="ulong"/>.</summary>
    public ulong ReadUInt64() => ReadInteger<ulong>();

    /// <summary>Reads a <see cref="double"/>.</summary>
    public double ReadDouble() => ReadNumber<double>("a number");

    /// <summary>Reads a <see cref="float"/>.</summary>
    public float ReadSingle() => ReadNumber<float>("a number");

    /// <summary>Reads a <see cref="decimal"/>, from its digits.</summary>
    public decimal ReadDecimal() => ReadNumber<decimal>("a number");

    private T ReadInteger<T>() where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (TryGetNumberText(out var text))
        {
            if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                return value;
            // 2.0 and 2e1 are whole numbers too. Within decimal's 28 digits no rounding can make them so.
            if (text.Length <= 30 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            {
                if (exact != decimal.Truncate(exact))
                    return Wrong<T>("must be a whole number, not ");
                if (exact >= decimal.CreateChecked(T.MinValue) && exact <= decimal.CreateChecked(T.MaxValue))
                    return T.CreateChecked(exact);
            }
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                return Wrong<T>(string.Create(CultureInfo.InvariantCulture, $"must be between {T.MinValue} and {T.MaxValue}, not "));
        }
        return Wrong<T>("must be a whole number, not ");
    }

    private T ReadNumber<T>(string what) where T : struct, INumber<T>
    {
        if (TryGetNumberText(out var text) && T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && T.IsFinite(value))
            return value;
        return Wrong<T>("must be " + what + ", not ");
    }

    private readonly bool TryGetNumberText(out ReadOnlySpan<byte> text)
    {
        text = _json.ValueSpan;
        return _json.TokenType == JsonTokenType.Number
            ? text.Length <= MaxDigits
            : _json.TokenType == JsonTokenType.String && !_json.ValueIsEscaped && text.Length is > 0 and <= MaxDigits && IsJsonNumber(text);
    }

    // "1_000", " 2" or "0x10" might mean a number; "2" is one.
    private static bool IsJsonNumber(ReadOnlySpan<byte> text)
    {
        if (text[0] != '-' && !char.IsAsciiDigit((char)text[0]))
            return false;
        return Utf8Parser.TryParse(text, out double _, out var read) && read == text.Length;
    }

    private T Wrong<T>(string message) where T : struct
    {
        Fail(message + Found());
        _json.Skip();
        return default;
    }
}
