using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Generators.Models;

namespace Sidetone.Generators.Parsing;

/// <summary>How what a method returns becomes a result.</summary>
internal static class ResultParser
{
    public static bool IsAwaited(IMethodSymbol method) => method.ReturnType.PlainName() is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask";

    public static ResultModel? Parse(IMethodSymbol method, ShapeBuilder shapes, Report report)
    {
        var type = method.ReturnType;
        if (method.ReturnsVoid)
            return new(ResultKind.Nothing, "void");
        if (IsAwaited(method))
        {
            if (((INamedTypeSymbol)type).TypeArguments.FirstOrDefault() is not { } awaited)
                return new(ResultKind.Nothing, "void");
            type = awaited;
        }
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            report.Add(DiagnosticDescriptors.ResultHasNoJson, method, method.Name, "it is a reference");
            return null;
        }
        var result = Of(type, shapes);
        if (result is null && !shapes.IsBroken)
            report.Add(DiagnosticDescriptors.ResultHasNoJson, method, method.Name, shapes.Problem);
        return result;
    }

    private static ResultModel? Of(ITypeSymbol type, ShapeBuilder shapes)
    {
        var name = type.CodeName() + (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated ? "?" : "");
        if (type.SpecialType == SpecialType.System_String)
            return new(ResultKind.Text, name);
        if (type.PlainName() == TypeNames.ToolResult)
            return new(ResultKind.ToolResult, name);
        if (type.Derives(TypeNames.Agent))
            return new(ResultKind.Agent, name);
        if (type.IsReferenceType && (type.Derives(TypeNames.Content) || ShapeBuilder.ItemOf(type)?.Derives(TypeNames.Content) == true))
            return new(ResultKind.Content, name);
        // To one agent: of two the second would be forgotten without a word.
        if (type is INamedTypeSymbol { IsTupleType: true, TupleElements: { Length: 2 } parts } && parts[0].Type.Derives(TypeNames.Agent)
            && !parts[1].Type.Derives(TypeNames.Agent) && parts[1].Type is not INamedTypeSymbol { IsTupleType: true })
            return Of(parts[1].Type, shapes) is { } beside ? new(ResultKind.AgentAndResult, name, Beside: beside) : null;
        if (type is INamedTypeSymbol { Arity: 1 } stream && type.PlainName() == "System.Collections.Generic.IAsyncEnumerable")
            return shapes.Build(stream.TypeArguments[0], input: false) is { } item ? new(ResultKind.Stream, name, item) : null;
        return shapes.Build(type, input: false) is { } shape ? new(ResultKind.Json, name, shape) : null;
    }
}
