using Microsoft.CodeAnalysis;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

// Types with cases: [JsonPolymorphic], [JsonDerivedType].
internal sealed partial class ShapeBuilder
{
    private static bool HasCases(INamedTypeSymbol type) => Attribute(type, "JsonDerivedTypeAttribute") is not null;

    private ShapeDefinition? UnionDefinition(INamedTypeSymbol type, bool input)
    {
        var discriminator = Attribute(type, "JsonPolymorphicAttribute")?.Named("TypeDiscriminatorPropertyName") as string ?? "$type";
        var cases = new List<int>();
        var values = new HashSet<string>(StringComparer.Ordinal);
        var types = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var attribute in type.GetAttributes().Where(a => a.Is(TypeNames.JsonAttributes + ".JsonDerivedTypeAttribute")))
        {
            if (attribute.Positional(0) is not INamedTypeSymbol derived || derived.IsErrorType())
            {
                IsBroken = true;
                return null;
            }
            if (JsonText.Of(attribute.Positional(1)) is not { } value || value == "null")
            {
                Fail($"{derived.Name} is a case of {type.Name} without a discriminator; write [JsonDerivedType(typeof({derived.Name}), \"…\")]");
                return null;
            }
            if (!values.Add(value))
            {
                Fail($"two cases of {type.Name} have the discriminator {value}");
                return null;
            }
            if (!types.Add(derived))
            {
                Fail($"{derived.Name} is twice a case of {type.Name}");
                return null;
            }
            var shape = Defined(derived, input, ShapeKind.Object, _ => ObjectDefinition(derived, input) is { } definition
                ? definition with { Discriminator = discriminator, DiscriminatorValue = value }
                : null, "|" + discriminator + "=" + value);
            if (shape is null)
                return null;
            if (Clash(shape.Definition, discriminator))
            {
                Fail($"{derived.Name} has a member '{discriminator}', which is the discriminator of {type.Name}");
                return null;
            }
            cases.Add(shape.Definition);
        }
        var itself = -1;
        if (!input && type is { IsAbstract: false, TypeKind: TypeKind.Class })
        {
            if (Defined(type, input, ShapeKind.Object, _ => ObjectDefinition(type, input), "|itself") is not { } shape)
                return null;
            itself = shape.Definition;
        }
        return new ShapeDefinition(ShapeKind.Union, type.Name, type.CodeName())
        {
            Cases = new(cases),
            Discriminator = discriminator,
            Description = Descriptions.Of(type),
            IsInput = input,
            BaseCase = itself,
        };
    }

    private bool Clash(int definition, string discriminator) => _definitions[definition]?.Members.Any(m => m.Name == discriminator) == true;
}
