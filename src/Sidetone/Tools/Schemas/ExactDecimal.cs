using System.Globalization;
using System.Numerics;
using System.Text;

namespace Sidetone.Tools.Schemas;

/// <summary>A decimal number without bounds, as its significant digits (no zero at either end; none for zero itself) and an exponent.</summary>
internal sealed class ExactDecimal
{
    // Beyond a 64-bit exponent two numbers are the same infinity or nothing; clamping keeps the arithmetic in range.
    private const long MaxExponent = long.MaxValue / 4;

    private ExactDecimal(bool negative, string digits, long exponent)
    {
        Negative = negative;
        Digits = digits;
        Exponent = exponent;
    }

    public bool Negative { get; }
    public string Digits { get; }
    public long Exponent { get; }

    public static ExactDecimal Parse(ReadOnlySpan<byte> text)
    {
        var mantissa = text;
        long exponent = 0;
        if (text.IndexOfAny((byte)'e', (byte)'E') is var e and >= 0)
        {
            mantissa = text[..e];
            exponent = ParseExponent(text[(e + 1)..]);
        }
        var digits = new StringBuilder(mantissa.Length);
        var fraction = false;
        foreach (var b in mantissa)
        {
            if (b == '.')
                fraction = true;
            else if (b is >= (byte)'0' and <= (byte)'9')
            {
                if (fraction)
                    exponent--;
                if (digits.Length > 0 || b != '0')
                    digits.Append((char)b);
            }
        }
        var length = digits.Length;
        while (length > 0 && digits[length - 1] == '0')
            length--;
        exponent += digits.Length - length;
        digits.Length = length;
        return length == 0 ? new(negative: false, "", 0) : new(text[0] == '-', digits.ToString(), exponent);
    }

    public int OrderTo(ExactDecimal other)
    {
        var sign = Sign.CompareTo(other.Sign);
        if (sign != 0 || Sign == 0)
            return sign;
        var magnitude = (Digits.Length + Exponent).CompareTo(other.Digits.Length + other.Exponent);
        if (magnitude == 0)
            magnitude = string.CompareOrdinal(Digits, other.Digits);
        return Negative ? -magnitude : magnitude;
    }

    public bool IsMultipleOf(ExactDecimal divisor)
    {
        if (Digits.Length == 0)
            return true;
        var shift = Exponent - divisor.Exponent;
        // Our digits do not end in zero, so no power of ten is left to divide by.
        if (shift < 0)
            return false;
        var by = BigInteger.Parse(divisor.Digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var remainder = BigInteger.Parse(Digits, NumberStyles.None, CultureInfo.InvariantCulture) % by * BigInteger.ModPow(10, shift, by) % by;
        return remainder.IsZero;
    }

    public override string ToString()
    {
        if (Digits.Length == 0)
            return "0";
        var sign = Negative ? "-" : "";
        // Plain notation while it stays short, so that 1.0, 1e0 and 1 are all "1" and 1e400 is not 400 zeros.
        var point = Digits.Length + Exponent;
        if (Exponent >= 0 && point <= 21)
            return sign + Digits + new string('0', (int)Exponent);
        if (Exponent < 0 && point is > -6)
        {
            return point > 0
                ? $"{sign}{Digits.AsSpan(0, (int)point)}.{Digits.AsSpan((int)point)}"
                : $"{sign}0.{new string('0', (int)-point)}{Digits}";
        }
        var tail = Digits.Length > 1 ? "." + Digits[1..] : "";
        return $"{sign}{Digits[0]}{tail}e{point - 1}";
    }

    private int Sign => Digits.Length == 0 ? 0 : Negative ? -1 : 1;

    private static long ParseExponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        long value = 0;
        foreach (var b in text)
        {
            if (b is >= (byte)'0' and <= (byte)'9')
                value = Math.Min((value * 10) + (b - '0'), MaxExponent / 16);
        }
        return negative ? -value : value;
    }
}
