using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>A JSON number, exactly: <c>digits × 10^exponent</c>, however long. Nothing passes through binary floating point.</summary>
internal readonly struct JsonNumber
{
    // A decimal holds any 28 digits exactly; beyond that it would round without a word.
    private const int DecimalDigits = 28;

    private readonly decimal _small;
    private readonly ExactDecimal? _large;

    private JsonNumber(decimal small) => _small = small;
    private JsonNumber(ExactDecimal large) => _large = large;

    public static JsonNumber Of(JsonElement number) =>
        number.TryGetInt64(out var whole) ? new(whole) : Parse(JsonMarshal.GetRawUtf8Value(number));

    /// <summary>Reads a number that is known to follow JSON's grammar.</summary>
    public static JsonNumber Parse(ReadOnlySpan<byte> text)
    {
        var exact = ExactDecimal.Parse(text);
        return exact.Digits.Length <= DecimalDigits && exact.Exponent is <= 0 and >= -DecimalDigits
            ? new(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))
            : new(exact);
    }

    /// <summary>Reads a text that is exactly one JSON number: no sign before, no space around, no zero in front.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out JsonNumber number)
    {
        number = default;
        var rest = text.StartsWith("-"u8) ? text[1..] : text;
        var whole = CountDigits(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
            return false;
        rest = rest[whole..];
        if (rest is [(byte)'.', ..])
        {
            var fraction = CountDigits(rest[1..]);
            if (fraction == 0)
                return false;
            rest = rest[(fraction + 1)..];
        }
        if (rest is [(byte)'e' or (byte)'E', ..])
        {
            rest = rest[1..];
            if (rest is [(byte)'+' or (byte)'-', ..])
                rest = rest[1..];
            if (CountDigits(rest) == 0)
                return false;
            rest = rest[CountDigits(rest)..];
        }
        if (!rest.IsEmpty)
            return false;
        number = Parse(text);
        return true;
    }

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    public static bool IsInteger(JsonElement number)
    {
        if (number.TryGetInt64(out _))
            return true;
        var raw = JsonMarshal.GetRawUtf8Value(number);
        return raw.IndexOfAny(".eE"u8) < 0 || ExactDecimal.Parse(raw).Exponent >= 0;
    }

    public int OrderTo(JsonNumber other) => _large is null && other._large is null
        ? _small.CompareTo(other._small)
        : Exact.OrderTo(other.Exact);

    public bool IsMultipleOf(JsonNumber divisor)
    {
        if (_large is null && divisor._large is null && decimal.IsInteger(_small) && decimal.IsInteger(divisor._small))
            return _small % divisor._small == 0;
        return Exact.IsMultipleOf(divisor.Exact);
    }

    public bool IsWhole => _large is null ? decimal.IsInteger(_small) : _large.Exponent >= 0;

    public bool IsPositive => _large is null ? _small > 0 : !_large.Negative;

    public bool TryGetCount(out int count)
    {
        var isCount = OrderTo(default) >= 0 && IsWhole;
        count = !isCount ? 0 : _large is not null || _small > int.MaxValue ? int.MaxValue : (int)_small;
        return isCount;
    }

    /// <summary>The one way to write this number: equal numbers give equal text.</summary>
    public override string ToString() => Exact.ToString();

    private ExactDecimal Exact => _large ?? ExactDecimal.Parse(Encoding.ASCII.GetBytes(_small.ToString(CultureInfo.InvariantCulture)));
}
