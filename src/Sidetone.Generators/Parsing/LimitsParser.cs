using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>Reads DataAnnotations.</summary>
internal static class LimitsParser
{
    public static ShapeLimits Parse(
        IEnumerable<AttributeData> attributes, ITypeSymbol type, Shape shape, ShapeBuilder shapes, string owner, Report report, ISymbol at)
    {
        var limits = ShapeLimits.None;
        foreach (var attribute in attributes)
        {
            if (!attribute.AttributeClass.Derives(TypeNames.Annotations + ".ValidationAttribute") || attribute.AttributeClass!.Name == "DataTypeAttribute")
                continue;
            var name = attribute.AttributeClass.ContainingNamespace.ToDisplayString() == TypeNames.Annotations ? attribute.AttributeClass.Name : "";
            var said = attribute.AttributeClass.Name.EndsWith("Attribute", StringComparison.Ordinal)
                ? attribute.AttributeClass.Name.Substring(0, attribute.AttributeClass.Name.Length - "Attribute".Length)
                : attribute.AttributeClass.Name;
            if (Applies(name, shape) is not { } applies)
                report.Add(DiagnosticDescriptors.UnknownValidation, at, said, owner);
            else if (!applies || Add(limits, name, attribute, type, shape, shapes) is not { } more)
                report.Add(DiagnosticDescriptors.LimitDoesNotApply, at, said, owner, type.ShortName());
            else
                limits = more;
        }
        Check(limits, owner, report, at);
        return limits;
    }

    private static bool? Applies(string name, Shape shape) => name switch
    {
        "RangeAttribute" => shape.IsNumber,
        "LengthAttribute" or "MinLengthAttribute" or "MaxLengthAttribute" => shape.Kind is ShapeKind.String or ShapeKind.List,
        "StringLengthAttribute" or "RegularExpressionAttribute" or "EmailAddressAttribute" => shape.Kind == ShapeKind.String,
        "UrlAttribute" => shape.Kind is ShapeKind.String or ShapeKind.Uri,
        "AllowedValuesAttribute" or "DeniedValuesAttribute" => shape.IsNumber || shape.Kind is ShapeKind.String or ShapeKind.Enum,
        "RequiredAttribute" => true,
        _ => null,
    };

    private static ShapeLimits? Add(ShapeLimits limits, string name, AttributeData attribute, ITypeSymbol type, Shape shape, ShapeBuilder shapes) => name switch
    {
        "RangeAttribute" => Range(limits, attribute, shape),
        "LengthAttribute" => limits with { MinLength = attribute.Positional(0) as int?, MaxLength = attribute.Positional(1) as int? },
        "MinLengthAttribute" => limits with { MinLength = attribute.Positional(0) as int? },
        "MaxLengthAttribute" => limits with { MaxLength = attribute.Positional(0) is int and > 0 and var most ? most : limits.MaxLength },
        "StringLengthAttribute" => limits with { MaxLength = attribute.Positional(0) as int?, MinLength = attribute.Named("MinimumLength") as int? ?? limits.MinLength },
        "RegularExpressionAttribute" => limits with { Pattern = attribute.Positional(0) as string },
        "EmailAddressAttribute" => limits with { Format = "email" },
        "UrlAttribute" => limits with { Format = "uri" },
        "RequiredAttribute" => shape.Kind == ShapeKind.String && attribute.Named("AllowEmptyStrings") is not true ? limits with { NotBlank = true } : limits,
        "AllowedValuesAttribute" => Values(attribute, type, shape, shapes) is { } allowed ? limits with { Allowed = allowed } : null,
        _ => Values(attribute, type, shape, shapes) is { } denied ? limits with { Denied = denied } : null,
    };

    private static ShapeLimits? Range(ShapeLimits limits, AttributeData attribute, Shape shape)
    {
        var typed = attribute.ConstructorArguments.Length == 3;
        var low = Bound(attribute.Positional(typed ? 1 : 0));
        var high = Bound(attribute.Positional(typed ? 2 : 1));
        return low is "?" || high is "?" || (shape.Kind is not (ShapeKind.Single or ShapeKind.Double) && !(IsDecimal(low) && IsDecimal(high))) ? null : limits with
        {
            Minimum = low,
            Maximum = high,
            MinimumIsExclusive = attribute.Named("MinimumIsExclusive") is true,
            MaximumIsExclusive = attribute.Named("MaximumIsExclusive") is true,
        };
    }

    // The ends of int and double mean that there is no bound.
    private static string? Bound(object? value) => value switch
    {
        int.MinValue or int.MaxValue or double.MinValue or double.MaxValue or double.NegativeInfinity or double.PositiveInfinity => null,
        int or double => JsonText.Of(value),
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => "?",
    };

    private static EquatableArray<string>? Values(AttributeData attribute, ITypeSymbol type, Shape shape, ShapeBuilder shapes)
    {
        if (attribute.ConstructorArguments.FirstOrDefault() is not { Kind: TypedConstantKind.Array, IsNull: false } values)
            return null;
        var plain = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        var json = values.Values.Select(v => v.IsNull ? "null" : shape.Kind == ShapeKind.Enum ? shapes.EnumNameOf(plain, v.Value, shape) : JsonText.Of(v.Value)).ToList();
        var fits = json.All(v => v is not null && (v == "null" || (v[0] == '"') != shape.IsNumber && (!shape.IsNumber || Fits(v, shape.Kind))));
        return fits ? new EquatableArray<string>(json.Select(v => v!)) : null;
    }

    private static bool IsDecimal(string? bound) => bound is null || decimal.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // A constant that the type cannot hold would be cut to another one.
    private static bool Fits(string json, ShapeKind kind) => kind is ShapeKind.Single or ShapeKind.Double
        || (decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && kind switch
        {
            ShapeKind.SByte => IsWhole(value, sbyte.MinValue, sbyte.MaxValue),
            ShapeKind.Byte => IsWhole(value, byte.MinValue, byte.MaxValue),
            ShapeKind.Int16 => IsWhole(value, short.MinValue, short.MaxValue),
            ShapeKind.UInt16 => IsWhole(value, ushort.MinValue, ushort.MaxValue),
            ShapeKind.Int32 => IsWhole(value, int.MinValue, int.MaxValue),
            ShapeKind.UInt32 => IsWhole(value, uint.MinValue, uint.MaxValue),
            ShapeKind.Int64 => IsWhole(value, long.MinValue, long.MaxValue),
            ShapeKind.UInt64 => IsWhole(value, ulong.MinValue, ulong.MaxValue),
            _ => true,
        });

    private static bool IsWhole(decimal value, decimal low, decimal high) => value == decimal.Truncate(value) && value >= low && value <= high;

    private static void Check(ShapeLimits limits, string owner, Report report, ISymbol at)
    {
        if (limits is { Minimum: { } low, Maximum: { } high } && LimitCheck.IsEmpty(low, high, limits.MinimumIsExclusive || limits.MaximumIsExclusive))
            report.Add(DiagnosticDescriptors.EmptyRange, at, owner, LimitWords.Bounds(limits));
        if (limits.MinLength > limits.MaxLength)
            report.Add(DiagnosticDescriptors.EmptyRange, at, owner, $"a length of at least {limits.MinLength} and at most {limits.MaxLength}");
        if (limits.Pattern is null)
            return;
        try
        {
            _ = new Regex(limits.Pattern, RegexOptions.None, TimeSpan.FromMilliseconds(100));
        }
        catch (ArgumentException invalid)
        {
            report.Add(DiagnosticDescriptors.BadPattern, at, owner, invalid.Message);
        }
    }
}
