using System.Globalization;
using System.Text;

namespace Sidetone.Tools.Shapes;

/// <summary>The keywords that narrow a type: formats, bounds, lengths, patterns.</summary>
internal static class Facets
{
    public static void Append(StringBuilder json, Shape shape, ShapeLimits limits, bool strict)
    {
        if ((limits.Format ?? Format(shape.Kind)) is { } format && !(strict && format == "uri"))
            json.Append(",\"format\":\"").Append(format).Append('"');
        if (shape.Kind == ShapeKind.Bytes && !strict)
            json.Append(",\"contentEncoding\":\"base64\"");
        Bounds(json, shape, limits);
        Lengths(json, shape, limits, strict);
        if (limits.Pattern is not null)
            JsonText.AppendQuoted(json.Append(",\"pattern\":"), "^(?:" + limits.Pattern + ")$");
        if (limits.Denied.Count > 0 && shape.Kind != ShapeKind.Enum && !strict)
            json.Append(",\"not\":{\"enum\":[").Append(string.Join(",", limits.Denied)).Append("]}");
    }

    private static void Bounds(StringBuilder json, Shape shape, ShapeLimits limits)
    {
        var (low, high) = Natural(shape.Kind);
        if ((limits.Minimum ?? low) is { } minimum)
            json.Append(limits is { Minimum: not null, MinimumIsExclusive: true } ? ",\"exclusiveMinimum\":" : ",\"minimum\":").Append(minimum);
        if ((limits.Maximum ?? high) is { } maximum)
            json.Append(limits is { Maximum: not null, MaximumIsExclusive: true } ? ",\"exclusiveMaximum\":" : ",\"maximum\":").Append(maximum);
    }

    private static void Lengths(StringBuilder json, Shape shape, ShapeLimits limits, bool strict)
    {
        var isText = shape.Kind is ShapeKind.String or ShapeKind.Char;
        if (shape.Kind is not (ShapeKind.List or ShapeKind.String or ShapeKind.Char) || (isText && strict))
            return; // providers refuse lengths of strings in the strict profile; the reader keeps them all the same
        var minimum = limits.MinLength ?? (shape.Kind == ShapeKind.Char || limits.NotBlank ? 1 : null);
        if (minimum is > 0)
            json.Append(isText ? ",\"minLength\":" : ",\"minItems\":").Append(minimum.Value.ToString(CultureInfo.InvariantCulture));
        if ((limits.MaxLength ?? (shape.Kind == ShapeKind.Char ? 1 : null)) is { } maximum)
            json.Append(isText ? ",\"maxLength\":" : ",\"maxItems\":").Append(maximum.ToString(CultureInfo.InvariantCulture));
    }

    private static string? Format(ShapeKind kind) => kind switch
    {
        ShapeKind.DateTime or ShapeKind.DateTimeOffset => "date-time",
        ShapeKind.DateOnly => "date",
        ShapeKind.TimeOnly => "time",
        ShapeKind.TimeSpan => "duration",
        ShapeKind.Guid => "uuid",
        ShapeKind.Uri => "uri",
        _ => null,
    };

    // The bounds of int and long help no model; those of the small types do.
    private static (string? Low, string? High) Natural(ShapeKind kind) => kind switch
    {
        ShapeKind.SByte => ("-128", "127"),
        ShapeKind.Byte => ("0", "255"),
        ShapeKind.Int16 => ("-32768", "32767"),
        ShapeKind.UInt16 => ("0", "65535"),
        ShapeKind.UInt32 or ShapeKind.UInt64 => ("0", null),
        _ => (null, null),
    };
}
