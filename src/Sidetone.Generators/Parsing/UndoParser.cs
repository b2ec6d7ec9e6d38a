using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Generators.Models;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>Finds the method that takes a tool's effect back, and hands it the same arguments.</summary>
internal static class UndoParser
{
    public static MethodModel? Parse(IMethodSymbol method, string name, EquatableArray<ShapeMember> parameters, ShapeBuilder shapes, Report report)
    {
        var candidates = method.ContainingType.BasesFirst().Reverse().SelectMany(t => t.GetMembers(name)).OfType<IMethodSymbol>()
            .Where(m => !SymbolEqualityComparer.Default.Equals(m, method)).ToList();
        if (candidates.Count == 0)
        {
            report.Add(DiagnosticDescriptors.UndoNotFound, method, method.ContainingType.Name, name, method.Name);
            return null;
        }
        string? difference = null;
        foreach (var candidate in candidates)
        {
            var arguments = Arguments(method, candidate, parameters, out var found);
            difference ??= found;
            if (arguments is not null)
            {
                if (candidate is { IsAsync: true, ReturnsVoid: true })
                    report.Add(DiagnosticDescriptors.AsyncVoid, candidate, candidate.Name);
                return ResultParser.Parse(candidate, shapes, report) is { } result
                    ? new(CSharpNames.Escape(candidate.Name), candidate.IsStatic, new(arguments), ResultParser.IsAwaited(candidate), result)
                    : null;
            }
        }
        report.Add(DiagnosticDescriptors.UndoDiffers, method, name, method.Name, difference ?? "");
        return null;
    }

    private static List<string>? Arguments(IMethodSymbol method, IMethodSymbol undo, EquatableArray<ShapeMember> parameters, out string? difference)
    {
        difference = undo.IsGenericMethod ? "it is generic" : null;
        var arguments = new List<string>();
        var left = new HashSet<string>(parameters.Select(p => p.Symbol), StringComparer.Ordinal);
        foreach (var parameter in undo.Parameters)
        {
            if (ParameterParser.Injected(parameter, undo.Name) is { } injected)
            {
                arguments.Add(injected);
                continue;
            }
            var same = method.Parameters.FirstOrDefault(p => p.Name == parameter.Name);
            if (same is null || !left.Remove(parameter.Name))
                difference = $"'{parameter.Name}' is no argument of {method.Name}";
            else if (ParameterParser.IsByReference(parameter))
                difference = $"'{parameter.Name}' is passed by reference";
            else if (!SymbolEqualityComparer.IncludeNullability.Equals(same.Type, parameter.Type.WithNullableAnnotation(same.Type.NullableAnnotation)))
                difference = $"'{parameter.Name}' is {parameter.Type.ShortName()}, not {same.Type.ShortName()}";
            else
                arguments.Add(ParameterParser.FieldOf(parameters.First(p => p.Symbol == parameter.Name)));
        }
        if (difference is null && left.Count > 0)
            difference = $"'{left.First()}' is missing";
        return difference is null ? arguments : null;
    }
}
