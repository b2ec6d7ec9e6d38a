using Microsoft.CodeAnalysis;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

// Values of enums as JSON.
internal sealed partial class ShapeBuilder
{
    /// <summary>The JSON of an enum's value; null if it has no name.</summary>
    public string? EnumNameOf(ITypeSymbol type, object? value, Shape shape) =>
        type.EnumMember(value) is { } field && _definitions[shape.Definition]?.Names.FirstOrDefault(n => n.Member == field.Name) is { } name
            ? JsonText.Quote(name.Name)
            : null;
}
