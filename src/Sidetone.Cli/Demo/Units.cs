namespace Sidetone.Cli.Demo;

/// <summary>Units of measure, each as so much of its kind's first.</summary>
internal static class Units
{
    private enum Kind
    {
        Length,
        Mass,
        Volume,
        Temperature,
    }

    public static decimal Convert(decimal amount, string from, string to)
    {
        var (kind, factor, zero) = Find(from);
        var (otherKind, otherFactor, otherZero) = Find(to);
        return kind == otherKind
            ? ((amount - zero) * factor / otherFactor) + otherZero
            : throw new ToolException($"{from} measures {Name(kind)} and {to} measures {Name(otherKind)}, so they do not convert.");
    }

    private static (Kind Kind, decimal Factor, decimal Zero) Find(string unit) => unit switch
    {
        "mm" => (Kind.Length, 0.001m, 0),
        "cm" => (Kind.Length, 0.01m, 0),
        "m" or "metre" or "meter" => (Kind.Length, 1, 0),
        "km" or "kilometre" or "kilometer" => (Kind.Length, 1000, 0),
        "inch" or "inches" => (Kind.Length, 0.0254m, 0),
        "foot" or "feet" => (Kind.Length, 0.3048m, 0),
        "yard" => (Kind.Length, 0.9144m, 0),
        "mile" => (Kind.Length, 1609.344m, 0),
        "g" or "gram" => (Kind.Mass, 0.001m, 0),
        "kg" or "kilogram" => (Kind.Mass, 1, 0),
        "ounce" => (Kind.Mass, 0.028349523125m, 0),
        "pound" => (Kind.Mass, 0.45359237m, 0),
        "ml" => (Kind.Volume, 0.001m, 0),
        "litre" or "liter" => (Kind.Volume, 1, 0),
        "pint" => (Kind.Volume, 0.473176473m, 0),
        "gallon" => (Kind.Volume, 3.785411784m, 0),
        "celsius" => (Kind.Temperature, 1, 0),
        "fahrenheit" => (Kind.Temperature, 5m / 9, 32),
        _ => throw new ToolException($"I do not know the unit {unit}."),
    };

    private static string Name(Kind kind) => kind switch
    {
        Kind.Length => "a length",
        Kind.Mass => "a mass",
        Kind.Volume => "a volume",
        _ => "a temperature",
    };
}
