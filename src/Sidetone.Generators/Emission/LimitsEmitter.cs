using System.Globalization;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Emission;

/// <summary>Writes the checks of DataAnnotations.</summary>
internal static class LimitsEmitter
{
    public static void Emit(SourceBuilder code, ShapeMember member, string local, JsonCode json)
    {
        var checks = Checks(member.Shape, member.Limits, "x", json).ToList();
        if (checks.Count == 0)
            return;
        // The default is not held against the limits again: the compiler did that.
        var mayBeNull = member.Shape.IsNullable || (!member.Shape.IsValueType && !member.IsRequired);
        code.Open(mayBeNull ? $"if (reader.IsGood(mark) && {local} is {{ }} x)" : "if (reader.IsGood(mark))");
        foreach (var check in mayBeNull ? checks : Checks(member.Shape, member.Limits, local, json))
            code.Line(check);
        code.Close();
    }

    private static IEnumerable<string> Checks(Shape shape, ShapeLimits limits, string x, JsonCode json)
    {
        if (limits.NotBlank)
            yield return $"reader.CheckNotBlank({x});";
        if (limits.Minimum is not null || limits.Maximum is not null)
            yield return $"if ({Bounds(shape, limits, x)}) reader.OutOfRange({x}, {CSharpText.Literal(LimitWords.Bounds(limits))});";
        if (limits.MinLength is not null || limits.MaxLength is not null)
        {
            var lengths = $"{limits.MinLength ?? 0}, {(limits.MaxLength is { } most ? most.ToString(CultureInfo.InvariantCulture) : "int.MaxValue")}";
            yield return shape.Kind == ShapeKind.String ? $"reader.CheckLength({x}, {lengths});" : $"reader.CheckCount({json.Count(shape, x)}, {lengths});";
        }
        if (limits.Pattern is not null)
            yield return $"reader.CheckPattern({x}, {json.Pattern(limits.Pattern)}, {CSharpText.Literal(limits.Pattern)});";
        if (limits.Format == "email")
            yield return $"reader.CheckEmail({x});";
        if (limits.Format == "uri")
            yield return $"reader.CheckUrl({(shape.Kind == ShapeKind.Uri ? x + ".OriginalString" : x)});";
        if (limits.Allowed.Count > 0)
            yield return $"if ({x} is not ({Pattern(limits.Allowed, shape, json)})) reader.Fail({CSharpText.Literal("must be " + LimitWords.OneOf(limits.Allowed))});";
        if (limits.Denied.Count > 0)
            yield return $"if ({x} is {Pattern(limits.Denied, shape, json)}) reader.Fail({CSharpText.Literal("must not be " + LimitWords.OneOf(limits.Denied))});";
    }

    private static string Pattern(EquatableArray<string> values, Shape shape, JsonCode json)
    {
        var constants = values.Where(v => v != "null").Distinct().Select(v => CSharpText.FromJson(v, shape, shape.Definition < 0 ? null : json.Definition(shape)));
        return string.Join(" or ", constants.DefaultIfEmpty("null"));
    }

    private static string Bounds(Shape shape, ShapeLimits limits, string x)
    {
        var tests = new List<string>();
        if (limits.Minimum is { } low)
            tests.Add(Compare(shape, x, limits.MinimumIsExclusive ? "<=" : "<", low));
        if (limits.Maximum is { } high)
            tests.Add(Compare(shape, x, limits.MaximumIsExclusive ? ">=" : ">", high));
        return string.Join(" || ", tests);
    }

    private static string Compare(Shape shape, string x, string compared, string bound) => shape.Kind switch
    {
        // 0.3 as a float is more than 0.3 as a double.
        ShapeKind.Single when Math.Abs(double.Parse(bound, CultureInfo.InvariantCulture)) <= float.MaxValue => $"{x} {compared} {bound}F",
        ShapeKind.Single or ShapeKind.Double => $"{x} {compared} {bound}D",
        ShapeKind.Decimal => $"{x} {compared} {bound}M",
        ShapeKind.UInt64 => $"(decimal){x} {compared} {bound}M",
        ShapeKind.Int32 when int.TryParse(bound, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => $"{x} {compared} {bound}",
        _ => long.TryParse(bound, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? $"(long){x} {compared} {bound}L" : $"(decimal){x} {compared} {bound}M",
    };
}
