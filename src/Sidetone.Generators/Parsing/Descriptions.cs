using Microsoft.CodeAnalysis;

namespace Sidetone.Generators.Parsing;

/// <summary>What a symbol is described as: <c>[Description]</c> wins over the comment.</summary>
internal static class Descriptions
{
    public static string Of(ISymbol symbol) =>
        Declared(symbol) ?? (CommentText.Summary(symbol) is { Length: > 0 } own ? own : Inherited(symbol) is { } method ? Of(method) : "");

    public static string OfParameter(IParameterSymbol parameter)
    {
        if (Declared(parameter) is { } declared)
            return declared;
        var owner = parameter.ContainingSymbol;
        var text = CommentText.Parameter(owner, parameter.Name);
        if (text.Length > 0)
            return text;
        // A record's parameters are described above the record.
        if (owner is IMethodSymbol { MethodKind: MethodKind.Constructor })
            return CommentText.Parameter(owner.ContainingType, parameter.Name);
        return Inherited(owner) is { } method ? OfParameter(method.Parameters[parameter.Ordinal]) : "";
    }

    // What <inheritdoc/> stands for: the method that this one overrides or implements.
    private static IMethodSymbol? Inherited(ISymbol symbol)
    {
        if (symbol is not IMethodSymbol method || !CommentText.Inherits(method))
            return null;
        var implemented = from type in method.ContainingType.AllInterfaces
                          from member in type.GetMembers(method.Name).OfType<IMethodSymbol>()
                          where SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)
                          select member;
        return method.OverriddenMethod ?? implemented.FirstOrDefault();
    }

    private static string? Declared(ISymbol symbol) => symbol.Attribute(TypeNames.Description)?.Positional(0) as string;
}
