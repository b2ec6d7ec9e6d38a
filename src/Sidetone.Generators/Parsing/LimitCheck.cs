using System.Globalization;
using System.Text.RegularExpressions;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>Holds a constant against limits, while it can still be changed.</summary>
internal static class LimitCheck
{
    public static bool IsEmpty(string low, string high, bool isOpen) =>
        TryNumber(low, out var from) && TryNumber(high, out var to) && (isOpen ? from >= to : from > to);

    /// <summary>What the constant breaks; null if nothing.</summary>
    public static string? Broken(string json, Shape shape, ShapeLimits limits)
    {
        if (limits.Allowed.Count > 0 && !limits.Allowed.Contains(json))
            return "must be " + LimitWords.OneOf(limits.Allowed);
        if (limits.Denied.Contains(json))
            return "must not be " + LimitWords.OneOf(limits.Denied);
        if (shape.IsNumber && TryNumber(json, out var number))
        {
            var low = limits.Minimum is not null && TryNumber(limits.Minimum, out var from) && (limits.MinimumIsExclusive ? number <= from : number < from);
            var high = limits.Maximum is not null && TryNumber(limits.Maximum, out var to) && (limits.MaximumIsExclusive ? number >= to : number > to);
            return low || high ? "must be " + LimitWords.Bounds(limits) : null;
        }
        return shape.Kind == ShapeKind.String ? Text(json, limits) : null;
    }

    private static string? Text(string json, ShapeLimits limits)
    {
        if (json.IndexOf('\\') >= 0)
            return null;
        var text = json.Substring(1, json.Length - 2);
        if (text.Length < limits.MinLength || text.Length > limits.MaxLength)
            return "its length";
        if (limits.NotBlank && string.IsNullOrWhiteSpace(text))
            return "must not be empty";
        try
        {
            return limits.Pattern is not null && !Regex.IsMatch(text, "^(?:" + limits.Pattern + ")$", RegexOptions.None, TimeSpan.FromMilliseconds(100))
                ? "must match " + limits.Pattern
                : null;
        }
        catch (ArgumentException)
        {
            return null; // reported where it is declared
        }
        catch (RegexMatchTimeoutException)
        {
            return "its pattern takes too long";
        }
    }

    private static bool TryNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
