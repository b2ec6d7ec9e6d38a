using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Generators.Emission;

namespace Sidetone.Generators.Parsing;

/// <summary>How a class with tools comes into being: from the services, or from a constructor that wants services only.</summary>
internal static class InstanceParser
{
    public static string Parse(INamedTypeSymbol type, Compilation compilation, Report report)
    {
        var name = type.CodeName();
        var find = $"global::Sidetone.Generated.Instances.Find<{name}>(services) ?? ";
        var (call, why) = Make(type, compilation);
        if (call is not null)
            return find + call;
        report.Add(DiagnosticDescriptors.InstanceOnlyFromServices, type, type.Name, why!);
        return find + $"global::Sidetone.Generated.Instances.Missing<{name}>({CSharpText.Literal(why!)})";
    }

    private static (string? Call, string? Why) Make(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.IsAbstract)
            return (null, "it is abstract");
        // Only a scope knows when a call is over.
        if (type.AllInterfaces.Any(i => i.PlainName() is "System.IDisposable" or "System.IAsyncDisposable"))
            return (null, "it is disposable, and only the services would dispose of it");
        if (type.HasRequiredMembers())
            return (null, "it has required members");
        var constructors = type.InstanceConstructors
            .Where(c => !c.IsImplicitlyDeclared || c.Parameters.Length == 0)
            .Where(c => c.DeclaredAccessibility != Accessibility.Private && compilation.IsSymbolAccessibleWithin(c, type))
            .OrderByDescending(c => c.GetAttributes().Any(a => a.AttributeClass?.Name == "ActivatorUtilitiesConstructorAttribute"))
            .ThenByDescending(c => c.Parameters.Length)
            .ToList();
        if (constructors.Count == 0)
            return (null, "it has no constructor that could be called");
        string? why = null;
        foreach (var constructor in constructors)
        {
            var arguments = constructor.Parameters.Select(p => Argument(p, type)).ToList();
            if (arguments.IndexOf(null) is >= 0 and var missing)
                why ??= $"its constructor wants '{constructor.Parameters[missing].Type.ShortName()} {constructor.Parameters[missing].Name}'";
            else
                return ($"new {type.CodeName()}({string.Join(", ", arguments)})", null);
        }
        return (null, why);
    }

    private static string? Argument(IParameterSymbol parameter, INamedTypeSymbol owner)
    {
        var type = parameter.Type;
        if (type.PlainName() == "System.IServiceProvider")
            return "services";
        var user = CSharpText.Literal(owner.Name);
        if (parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "FromKeyedServicesAttribute") is { } keyed)
            return $"global::Sidetone.Generated.Instances.RequireKeyed<{type.CodeName()}>(services, {CSharpText.Constant(keyed.Positional(0))}, {user})";
        var isValue = type.IsValueType || type.SpecialType == SpecialType.System_String || type.TypeKind is TypeKind.Delegate or TypeKind.Array;
        if (isValue)
            return parameter.HasExplicitDefaultValue ? CSharpText.Default(parameter) : null;
        return parameter.HasExplicitDefaultValue || parameter.NullableAnnotation == NullableAnnotation.Annotated
            ? $"global::Sidetone.Generated.Instances.Find<{type.CodeName()}>(services)"
            : $"global::Sidetone.Generated.Instances.Require<{type.CodeName()}>(services, {user})";
    }
}
