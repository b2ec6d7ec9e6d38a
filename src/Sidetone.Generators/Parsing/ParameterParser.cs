using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Generators.Emission;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>Tells a method's arguments, which the model fills, from what the run and the services fill.</summary>
internal static class ParameterParser
{
    /// <summary>The parameters of the schema, and the C# expressions of all arguments.</summary>
    public static (EquatableArray<ShapeMember> Schema, EquatableArray<string> Arguments) Parse(
        IMethodSymbol method, string tool, ShapeBuilder shapes, Report report)
    {
        var schema = new List<ShapeMember>();
        var arguments = new List<string>();
        foreach (var parameter in method.Parameters)
        {
            if (Injected(parameter, tool) is { } injected)
                arguments.Add(injected);
            else if (Member(parameter, method, shapes, report) is { } member)
                arguments.Add(FieldOf(Add(schema, member)));
        }
        return (new(schema), new(arguments));
    }

    /// <summary>The field of a bound call that holds an argument.</summary>
    public static string FieldOf(ShapeMember member) => "this._arg_" + member.Symbol;

    /// <summary>The expression for a parameter that is not in the schema; null for one that is.</summary>
    public static string? Injected(IParameterSymbol parameter, string tool)
    {
        var type = parameter.Type;
        var user = CSharpText.Literal(tool);
        if (IsByReference(parameter))
            return null;
        if (parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "FromKeyedServicesAttribute") is { } keyed)
            return $"global::Sidetone.Generated.Instances.RequireKeyed<{type.CodeName()}>(run.Services, {CSharpText.Constant(keyed.Positional(0))}, {user})";
        if (parameter.GetAttributes().Any(a => a.AttributeClass?.Name == "FromServicesAttribute"))
            return Service(parameter, user);
        switch (type.PlainName())
        {
            case TypeNames.RunContext:
                return "run";
            case "System.Threading.CancellationToken":
                return "run.CancellationToken";
            case "System.IServiceProvider":
                return "run.Services";
            case "System.TimeProvider":
                return "run.Time";
            case TypeNames.AgentSession:
                return "run.Session!";
            case "Microsoft.Extensions.Logging.ILogger" when type is INamedTypeSymbol { Arity: 1 } logger:
                return $"global::Sidetone.Generated.Instances.Find<{type.CodeName()}>(run.Services) ?? global::Microsoft.Extensions.Logging.Abstractions.NullLogger<{logger.TypeArguments[0].CodeName()}>.Instance";
            default:
                return IsService(type) ? Service(parameter, user) : null;
        }
    }

    /// <summary>An interface that is no collection and has no cases can only be a service.</summary>
    public static bool IsService(ITypeSymbol type) => type.TypeKind == TypeKind.Interface
        && type.SpecialType != SpecialType.System_Collections_IEnumerable
        && !type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable)
        && type.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IEnumerable_T
        && type.Attribute(TypeNames.JsonAttributes + ".JsonDerivedTypeAttribute") is null
        && type.Attribute(TypeNames.JsonAttributes + ".JsonConverterAttribute") is null;

    // An 'in' parameter takes any value; the others want a variable.
    public static bool IsByReference(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out or RefKind.RefReadOnlyParameter;

    private static string Service(IParameterSymbol parameter, string user)
    {
        var type = parameter.Type.CodeName();
        return parameter.Type.IsReferenceType && (parameter.NullableAnnotation == NullableAnnotation.Annotated || parameter.HasExplicitDefaultValue)
            ? $"global::Sidetone.Generated.Instances.Find<{type}>(run.Services)"
            : $"global::Sidetone.Generated.Instances.Require<{type}>(run.Services, {user})";
    }

    private static ShapeMember? Member(IParameterSymbol parameter, IMethodSymbol method, ShapeBuilder shapes, Report report)
    {
        if (IsByReference(parameter) || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
        {
            report.Add(DiagnosticDescriptors.ByReference, parameter, parameter.Name, method.Name, parameter.RefKind == RefKind.None ? parameter.Type.ShortName() : parameter.RefKind.ToString().ToLowerInvariant());
            return null;
        }
        shapes.At(parameter);
        if (shapes.Build(parameter.Type, input: true) is not { } shape)
        {
            if (!shapes.IsBroken)
                report.Add(DiagnosticDescriptors.ParameterHasNoSchema, parameter, parameter.Name, method.Name, shapes.Problem);
            return null;
        }
        return Defaults.Apply(new(parameter.Name, shape)
        {
            Symbol = parameter.Name,
            Description = Descriptions.OfParameter(parameter),
            Limits = LimitsParser.Parse(parameter.GetAttributes(), parameter.Type, shape, shapes, parameter.Name, report, parameter),
            Target = MemberTarget.Constructor,
        }, parameter, shapes, report, parameter);
    }

    private static ShapeMember Add(List<ShapeMember> members, ShapeMember member)
    {
        members.Add(member);
        return member;
    }
}
