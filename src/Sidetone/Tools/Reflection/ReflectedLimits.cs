using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>Reads DataAnnotations: what the generator's LimitsParser reads from symbols.</summary>
[RequiresUnreferencedCode("Reflects over the types of parameters.")]
[RequiresDynamicCode("Reflects over the types of parameters.")]
internal static class ReflectedLimits
{
    public static ShapeLimits Of(IEnumerable<Attribute> attributes, Shape shape, ReflectedShapes shapes)
    {
        var limits = ShapeLimits.None;
        foreach (var attribute in attributes.OfType<ValidationAttribute>())
            limits = Add(limits, attribute, shape, shapes);
        return limits;
    }

    private static ShapeLimits Add(ShapeLimits limits, ValidationAttribute attribute, Shape shape, ReflectedShapes shapes) => attribute switch
    {
        RangeAttribute range when shape.IsNumber => Range(limits, range, shape),
        LengthAttribute length when HasLength(shape) => limits with { MinLength = length.MinimumLength, MaxLength = length.MaximumLength },
        MinLengthAttribute length when HasLength(shape) => limits with { MinLength = length.Length },
        MaxLengthAttribute { Length: > 0 } length when HasLength(shape) => limits with { MaxLength = length.Length },
        StringLengthAttribute length when shape.Kind == ShapeKind.String => limits with
        {
            MaxLength = length.MaximumLength,
            MinLength = length.MinimumLength > 0 ? length.MinimumLength : limits.MinLength,
        },
        RegularExpressionAttribute expression when shape.Kind == ShapeKind.String => limits with { Pattern = expression.Pattern },
        EmailAddressAttribute when shape.Kind == ShapeKind.String => limits with { Format = "email" },
        UrlAttribute when shape.Kind is ShapeKind.String or ShapeKind.Uri => limits with { Format = "uri" },
        RequiredAttribute { AllowEmptyStrings: false } when shape.Kind == ShapeKind.String => limits with { NotBlank = true },
        AllowedValuesAttribute allowed => limits with { Allowed = Values(allowed.Values, shape, shapes) },
        DeniedValuesAttribute denied => limits with { Denied = Values(denied.Values, shape, shapes) },
        _ => limits,
    };

    private static bool HasLength(Shape shape) => shape.Kind is ShapeKind.String or ShapeKind.List;

    private static EquatableArray<string> Values(object?[] values, Shape shape, ReflectedShapes shapes) =>
        new(values.Select(v => v is Enum ? shapes.EnumNameOf(v, shape) : JsonText.Of(v)).OfType<string>());

    // With a bound that a decimal cannot hold it is not enforced, as the generator warns.
    private static ShapeLimits Range(ShapeLimits limits, RangeAttribute range, Shape shape) =>
        !TryBound(range.Minimum, shape, out var low) || !TryBound(range.Maximum, shape, out var high) ? limits : limits with
        {
            Minimum = low,
            Maximum = high,
            MinimumIsExclusive = range.MinimumIsExclusive,
            MaximumIsExclusive = range.MaximumIsExclusive,
        };

    private static bool TryBound(object value, Shape shape, out string? bound)
    {
        bound = value is int.MinValue or int.MaxValue or double.MinValue or double.MaxValue or double.NegativeInfinity or double.PositiveInfinity
            ? null
            : value as string ?? JsonText.Of(value);
        if (bound is null || (value is double && shape.Kind is (ShapeKind.Single or ShapeKind.Double)))
            return true;
        var isHeld = decimal.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (value is string)
            bound = number.ToString(CultureInfo.InvariantCulture);
        return isHeld;
    }
}
