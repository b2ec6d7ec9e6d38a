using Microsoft.CodeAnalysis;

namespace Sidetone.Generators.Parsing;

/// <summary>What a symbol is described as: <c>[Description]</c> wins over the comment.</summary>
internal static class Descriptions
{
    public static string Of(ISymbol symbol) => Declared(symbol) ?? CommentText.Summary(symbol);

    public static string OfParameter(IParameterSymbol parameter)
    {
        if (Declared(parameter) is { } declared)
            return declared;
        var owner = parameter.ContainingSymbol;
        var text = CommentText.Parameter(owner, parameter.Name);
        // A record's parameters are described above the record.
        return text.Length == 0 && owner is IMethodSymbol { MethodKind: MethodKind.Constructor } ? CommentText.Parameter(owner.ContainingType, parameter.Name) : text;
    }

    private static string? Declared(ISymbol symbol) => symbol.Attribute(TypeNames.Description)?.Positional(0) as string;
}
