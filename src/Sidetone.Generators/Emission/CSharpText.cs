using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Sidetone.Generators.Parsing;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Emission;

/// <summary>Values as C# source.</summary>
internal static class CSharpText
{
    public static string Literal(string text)
    {
        var code = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            // Besides the usual ones, C# ends a line at U+0085, U+2028 and U+2029.
            if (c is '"' or '\\')
                code.Append('\\').Append(c);
            else if (c < ' ' || c is '\u007f' or '\u0085' or '\u2028' or '\u2029' || char.IsSurrogate(c))
                code.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                code.Append(c);
        }
        return code.Append('"').ToString();
    }

    public static string Utf8(string text) => Literal(text) + "u8";

    public static string Constant(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        string s => Literal(s),
        char c => "(char)" + ((int)c).ToString(CultureInfo.InvariantCulture),
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float f => f.ToString("R", CultureInfo.InvariantCulture) + "F",
        double d => d.ToString("R", CultureInfo.InvariantCulture) + "D",
        decimal m => m.ToString(CultureInfo.InvariantCulture) + "M",
        long l => l == long.MinValue ? "long.MinValue" : l.ToString(CultureInfo.InvariantCulture) + "L",
        ulong u => u.ToString(CultureInfo.InvariantCulture) + "UL",
        uint u => u.ToString(CultureInfo.InvariantCulture) + "U",
        int.MinValue => "int.MinValue",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => "default!",
    };

    /// <summary>A parameter's default value.</summary>
    public static string Default(IParameterSymbol parameter) => parameter.ExplicitDefaultValue is not { } value ? "default!"
        : parameter.Type.TypeKind == TypeKind.Enum ? "(" + parameter.Type.CodeName() + ")(" + Constant(value) + ")"
        : Constant(value);

    /// <summary>A JSON number or text as a constant of a shape.</summary>
    public static string FromJson(string json, Shape shape, ShapeDefinition? definition) => shape.Kind switch
    {
        ShapeKind.String => json.Replace("\u0085", "\\u0085").Replace("\u2028", "\\u2028").Replace("\u2029", "\\u2029"),
        ShapeKind.Enum => shape.TypeName + "." + CSharpNames.Escape(definition!.Names.First(n => JsonText.Quote(n.Name) == json).Member),
        ShapeKind.Single => json + "F",
        ShapeKind.Double => json + "D",
        ShapeKind.Decimal => json + "M",
        ShapeKind.UInt64 => json + "UL",
        ShapeKind.Int64 => json + "L",
        _ => "(" + shape.TypeName + ")" + json,
    };
}
