using System.Globalization;

namespace Sidetone.Cli.Demo;

/// <summary>Arithmetic, read by recursive descent: nothing of a caller's text is ever run as code.</summary>
internal ref struct Arithmetic
{
    /// <summary>What an expression may look like: only numbers, brackets and operators, and at least one operator.</summary>
    public const string Pattern = @"(?=.*\d.*([-+*/^%×÷]|plus|minus|times|divided|over|power))([-\d\s.()+*/^%×÷]|plus|minus|times|divided by|over|to the power of|of)+";

    private const int MaxDepth = 64;

    // Dividing by this drops the zeros at a decimal's end.
    private const decimal OneWithoutZeros = 1.0000000000000000000000000000m;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;

    private Arithmetic(ReadOnlySpan<char> text) => _text = text;

    public static decimal Evaluate(string expression)
    {
        var text = expression
            .Replace("to the power of", "^", StringComparison.Ordinal)
            .Replace("divided by", "/", StringComparison.Ordinal)
            .Replace("plus", "+", StringComparison.Ordinal)
            .Replace("minus", "-", StringComparison.Ordinal)
            .Replace("times", "*", StringComparison.Ordinal)
            .Replace("over", "/", StringComparison.Ordinal)
            .Replace("of", "*", StringComparison.Ordinal);
        var reader = new Arithmetic(text);
        try
        {
            var value = reader.Sum();
            return reader.Peek() == '\0' ? value / OneWithoutZeros : throw new ToolException($"I cannot read '{expression}' from '{reader.Peek()}' on.");
        }
        catch (DivideByZeroException exception)
        {
            throw new ToolException("That divides by zero.", exception);
        }
        catch (OverflowException exception)
        {
            throw new ToolException("That is too large for me.", exception);
        }
    }

    private decimal Sum()
    {
        if (++_depth > MaxDepth)
            throw new ToolException("That has too many brackets.");
        var value = Product();
        while (Peek() is '+' or '-')
            value = Take() == '+' ? value + Product() : value - Product();
        _depth--;
        return value;
    }

    private decimal Product()
    {
        var value = Signed();
        while (Peek() is '*' or '/' or '×' or '÷')
            value = Take() is '*' or '×' ? value * Signed() : value / Signed();
        return value;
    }

    private decimal Signed()
    {
        var isNegative = false;
        while (Peek() is '-' or '+')
            isNegative ^= Take() == '-';
        var value = Power();
        return isNegative ? -value : value;
    }

    private decimal Power()
    {
        var value = Single();
        while (Peek() == '%')
        {
            Take();
            value /= 100;
        }
        if (Peek() != '^')
            return value;
        Take();
        var exponent = Signed();
        var power = Math.Pow((double)value, (double)exponent);
        if (!double.IsFinite(power) || Math.Abs(power) > 1e27)
            throw new OverflowException();
        // Whole powers are exact.
        if (exponent is < 0 or > 100 || exponent != decimal.Truncate(exponent))
            return (decimal)power;
        var exact = 1m;
        for (var i = 0; i < exponent; i++)
            exact *= value;
        return exact;
    }

    private decimal Single()
    {
        if (Peek() == '(')
        {
            Take();
            var value = Sum();
            return Take() == ')' ? value : throw new ToolException("A bracket is not closed.");
        }
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
            _at++;
        return decimal.TryParse(_text[start.._at], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ToolException("A number is missing in that.");
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private char Take()
    {
        var next = Peek();
        _at++;
        return next;
    }
}
