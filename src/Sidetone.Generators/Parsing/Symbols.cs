using Microsoft.CodeAnalysis;

namespace Sidetone.Generators.Parsing;

/// <summary>Questions to symbols.</summary>
internal static class Symbols
{
    // Nullable annotations inside (List<string?>) belong to the name, or the generated code would warn.
    private static readonly SymbolDisplayFormat s_full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_metadata = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.None);

    /// <summary>The type as generated code writes it, with <c>global::</c> and without a question mark at its end.</summary>
    public static string CodeName(this ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(s_full);

    /// <summary>The type with namespace, without type arguments.</summary>
    public static string PlainName(this ITypeSymbol type) => type.OriginalDefinition.ToDisplayString(s_metadata);

    /// <summary>The type as a person says it.</summary>
    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static bool Is(this AttributeData attribute, string metadataName) => attribute.AttributeClass?.PlainName() == metadataName;

    public static AttributeData? Attribute(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(a => a.Is(metadataName));

    public static bool Derives(this ITypeSymbol? type, string metadataName)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.PlainName() == metadataName)
                return true;
        }
        return false;
    }

    public static object? Named(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value is { IsNull: false, Kind: not TypedConstantKind.Array } constant ? constant.Value : null;

    public static object? Positional(this AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: not TypedConstantKind.Array } constant ? constant.Value : null;

    public static IEnumerable<INamedTypeSymbol> BasesFirst(this INamedTypeSymbol type)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var t = type; t is not null && t.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); t = t.BaseType)
            chain.Push(t);
        return chain;
    }

    /// <summary>An object initializer must set something.</summary>
    public static bool HasRequiredMembers(this INamedTypeSymbol type) => type.BasesFirst().Any(t => t.GetMembers().Any(IsRequiredMember));

    public static bool IsRequiredMember(this ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>The first constant of an enum type with a value.</summary>
    public static IFieldSymbol? EnumMember(this ITypeSymbol type, object? value) =>
        type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value));

    public static bool IsErrorType(this ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => array.ElementType.IsErrorType(),
        INamedTypeSymbol named => named.TypeArguments.Any(IsErrorType),
        _ => false,
    };
}
