using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Generators.Models;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>Parses one method into a tool.</summary>
internal static class ToolParser
{
    public static bool IsTool(IMethodSymbol method) => FindAttribute(method) is not null;

    public static string NameOf(IMethodSymbol method) => AttributeOf(method).Named("Name") as string ?? ToolNames.Snake(method.Name);

    public static ToolModel? Parse(IMethodSymbol method, int overload, ShapeBuilder shapes, Report report)
    {
        var attribute = AttributeOf(method);
        var name = NameOf(method);
        shapes.Context = attribute.Named("JsonContext") as INamedTypeSymbol;
        if (!IsName(name))
            report.Add(DiagnosticDescriptors.BadName, method, name);
        if (method.IsGenericMethod)
            report.Add(DiagnosticDescriptors.Generic, method, method.Name);
        if (method is { IsAsync: true, ReturnsVoid: true })
            report.Add(DiagnosticDescriptors.AsyncVoid, method, method.Name);
        if (report.HasError)
            return null;

        var description = Descriptions.Of(method);
        if (description.Length == 0)
            report.Add(DiagnosticDescriptors.NoDescription, method, method.Name);
        var (parameters, arguments) = ParameterParser.Parse(method, name, shapes, report);
        shapes.At(method);
        var policy = PolicyParser.Parse(attribute, method, report);
        if (policy.Confirms && parameters.FirstOrDefault(p => p.Name == "confirm_duplicate") is { } reserved)
            report.Add(DiagnosticDescriptors.ReservedParameter, method, reserved.Name, method.Name);
        if (ResultParser.Parse(method, shapes, report) is not { } result || report.HasError || shapes.IsBroken)
            return null;
        var undo = attribute.Named("Undo") is string undoName ? UndoParser.Parse(method, undoName, parameters, shapes, report) : null;
        if (report.HasError)
            return null;

        var open = ShapeWalk.FirstOpen(parameters, shapes.Definitions);
        if (open is { Kind: ShapeKind.Map })
            report.Add(DiagnosticDescriptors.NoStrictSchema, method, name, open.TypeName.Replace("global::", ""));
        return new ToolModel
        {
            Name = name,
            ClassName = method.Name + "Tool" + (overload == 0 ? "" : (overload + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Description = description,
            Schema = SchemaWriter.Write(parameters, shapes.Definitions, strict: false),
            StrictSchema = open is null ? SchemaWriter.Write(parameters, shapes.Definitions, strict: true) : null,
            Policy = policy.Assignments,
            Parameters = parameters,
            Sensitive = new(method.Parameters.Where(p => p.Attribute(TypeNames.SensitiveAttribute) is not null).Select(p => p.Name)),
            Method = new(CSharpNames.Escape(method.Name), method.IsStatic, arguments, ResultParser.IsAwaited(method), result),
            Undo = undo,
        };
    }

    private static AttributeData AttributeOf(IMethodSymbol method) => FindAttribute(method)!;

    private static AttributeData? FindAttribute(IMethodSymbol method) =>
        method.Attribute(TypeNames.ToolAttribute) ?? method.PartialImplementationPart?.Attribute(TypeNames.ToolAttribute);

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-');
}
