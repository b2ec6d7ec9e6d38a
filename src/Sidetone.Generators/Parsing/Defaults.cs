using System.Globalization;
using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Generators.Emission;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>C#'s default values of parameters.</summary>
internal static class Defaults
{
    public static ShapeMember Apply(ShapeMember member, IParameterSymbol parameter, ShapeBuilder shapes, Report report, ISymbol at)
    {
        // A params list that is not there is empty.
        if (parameter.IsParams && member.Shape.Kind == ShapeKind.List)
            return member with { IsRequired = false, DefaultJson = "[]", DefaultCode = "[]" };
        if (!parameter.HasExplicitDefaultValue)
            return member;
        var value = parameter.ExplicitDefaultValue;
        var (json, code) = Of(value, member.Shape, parameter.Type, shapes);
        if (json is not null && json != "null" && LimitCheck.Broken(json, member.Shape, member.Limits) is { } broken)
            report.Add(DiagnosticDescriptors.BadDefault, at, member.Name, parameter.ContainingSymbol.Name, broken);
        return member with { IsRequired = false, DefaultJson = json, DefaultCode = code };
    }

    private static (string? Json, string Code) Of(object? value, Shape shape, ITypeSymbol type, ShapeBuilder shapes)
    {
        if (value is null)
            return (shape.IsNullable || !shape.IsValueType ? "null" : null, "default!");
        if (shape.Kind != ShapeKind.Enum)
            return (JsonText.Of(value), CSharpText.Constant(value));
        var named = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        var number = ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
        return (shapes.EnumNameOf(named, value, shape), "(" + named.CodeName() + ")(" + number + ")");
    }
}
