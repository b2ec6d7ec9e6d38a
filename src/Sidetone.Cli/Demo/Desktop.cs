using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Sidetone.Cli.Demo;

/// <summary>What lies on any desk: a calculator, a ruler, a calendar, a clock. Static methods are tools just as well.</summary>
public static partial class Desktop
{
    /// <summary>Calculates: what is 12 * (3 + 4), 15 % of 80, 2 to the power of 10.</summary>
    /// <param name="expression">Numbers, + - * / ^ % and brackets; or plus, minus, times, divided by.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public static decimal Calculate([RegularExpression(Arithmetic.Pattern)] string expression) => Arithmetic.Evaluate(expression);

    /// <summary>Converts an amount from one unit of measure to another: length, mass, volume, temperature.</summary>
    /// <param name="amount">How much.</param>
    /// <param name="unit">The unit it is in.</param>
    /// <param name="to">The unit it should be in.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public static string ConvertUnits(decimal amount, [AllowedValues(
        "mm", "cm", "m", "metre", "meter", "km", "kilometre", "kilometer", "inch", "inches", "foot", "feet", "yard", "mile", "g", "gram", "kg", "kilogram", "ounce", "pound", "ml", "litre", "liter", "pint", "gallon", "celsius", "fahrenheit")] string unit, [AllowedValues(
        "mm", "cm", "m", "metre", "meter", "km", "kilometre", "kilometer", "inch", "inches", "foot", "feet", "yard", "mile", "g", "gram", "kg", "kilogram", "ounce", "pound", "ml", "litre", "liter", "pint", "gallon", "celsius", "fahrenheit")] string to) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount:0.###} {unit} is {Units.Convert(amount, unit, to):0.###} {to}.");

    /// <summary>Counts the days between two dates, or how many days until a date.</summary>
    /// <param name="until">The one date.</param>
    /// <param name="since">The other date. Default: today.</param>
    /// <param name="run">The call.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public static string DaysBetween(DateOnly until, RunContext run, DateOnly? since = null)
    {
        var other = since ?? DateOnly.FromDateTime(run.Time.GetLocalNow().DateTime);
        var (first, last) = until < other ? (until, other) : (other, until);
        var days = last.DayNumber - first.DayNumber;
        return string.Create(CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day" : "days")}, from {first:dddd, d MMMM yyyy} to {last:dddd, d MMMM yyyy}.");
    }

    /// <summary>Tells what time it is in a city or time zone.</summary>
    /// <param name="place">A city, or a zone such as Europe/Paris.</param>
    /// <param name="run">The call.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public static string TimeIn(string place, RunContext run)
    {
        var zone = TimeZones.Find(place) ?? throw new ToolException($"I know no time zone for {place}.");
        return string.Create(CultureInfo.InvariantCulture, $"In {place} it is {TimeZoneInfo.ConvertTime(run.Time.GetUtcNow(), zone):HH:mm 'on' dddd}.");
    }
}
