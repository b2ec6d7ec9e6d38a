using Microsoft.CodeAnalysis;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

// Lists and dictionaries.
internal sealed partial class ShapeBuilder
{
    private Shape? Collection(ITypeSymbol type, bool input, out bool isCollection)
    {
        isCollection = true;
        if (type is IArrayTypeSymbol array)
            return array.Rank == 1 ? Listed(type, array.ElementType, CollectionForm.Array, input) : Fail("an array of several dimensions has no JSON; use an array of arrays");
        if (type is INamedTypeSymbol named)
        {
            if (InputMap(named) is { } value)
                return Mapped(type, value, input);
            if (InputForm(named) is var form and not CollectionForm.None)
                return Listed(type, named.TypeArguments[0], form, input);
            if (!input && ImplementedMap(named) is { } written)
                return Mapped(type, written, input);
            if (!input && Implemented(named, SpecialType.System_Collections_Generic_IEnumerable_T) is { } items
                && items.TypeArguments[0].PlainName() != "System.Collections.Generic.KeyValuePair")
                return Listed(type, items.TypeArguments[0], CollectionForm.Enumerable, input);
            if (named.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable) || named.SpecialType == SpecialType.System_Collections_IEnumerable)
                return ThroughContext(type) ?? Fail($"{type.ShortName()} is no collection that can be made of JSON; use a list, an array, a HashSet or a dictionary with string keys");
        }
        isCollection = false;
        return null;
    }

    /// <summary>What a list holds; null for anything else.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } items => items.TypeArguments[0],
        INamedTypeSymbol named => Implemented(named, SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0],
        _ => null,
    };

    private Shape? Listed(ITypeSymbol type, ITypeSymbol item, CollectionForm form, bool input) =>
        Build(item, input) is { } shape ? new Shape(ShapeKind.List, type.CodeName()) { Item = shape, Form = form } : null;

    private Shape? Mapped(ITypeSymbol type, ITypeSymbol value, bool input) =>
        Build(value, input) is { } shape ? new Shape(ShapeKind.Map, type.CodeName()) { Item = shape } : null;

    private static ITypeSymbol? InputMap(INamedTypeSymbol type) => type.PlainName() is
        "System.Collections.Generic.Dictionary" or "System.Collections.Generic.IDictionary" or "System.Collections.Generic.IReadOnlyDictionary"
        && type.TypeArguments[0].SpecialType == SpecialType.System_String ? type.TypeArguments[1] : null;

    private static ITypeSymbol? ImplementedMap(INamedTypeSymbol type) => type.AllInterfaces.Select(InputMap).FirstOrDefault(v => v is not null);

    private static INamedTypeSymbol? Implemented(INamedTypeSymbol type, SpecialType contract) =>
        type.AllInterfaces.FirstOrDefault(i => i.OriginalDefinition.SpecialType == contract);

    private static CollectionForm InputForm(INamedTypeSymbol type) => type.PlainName() switch
    {
        "System.Collections.Generic.List" or "System.Collections.Generic.IEnumerable" or "System.Collections.Generic.IList"
            or "System.Collections.Generic.ICollection" or "System.Collections.Generic.IReadOnlyList"
            or "System.Collections.Generic.IReadOnlyCollection" when type.Arity == 1 => CollectionForm.List,
        "System.Collections.Generic.HashSet" or "System.Collections.Generic.ISet" or "System.Collections.Generic.IReadOnlySet" => CollectionForm.HashSet,
        "System.Collections.Immutable.ImmutableArray" when type.Arity == 1 => CollectionForm.ImmutableArray,
        "System.Collections.Immutable.ImmutableList" or "System.Collections.Immutable.IImmutableList" when type.Arity == 1 => CollectionForm.ImmutableList,
        "System.Collections.Immutable.ImmutableHashSet" or "System.Collections.Immutable.IImmutableSet" when type.Arity == 1 => CollectionForm.ImmutableHashSet,
        _ => CollectionForm.None,
    };
}
