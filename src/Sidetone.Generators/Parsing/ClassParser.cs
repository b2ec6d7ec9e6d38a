using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sidetone.Generators.Diagnostics;
using Sidetone.Generators.Models;

namespace Sidetone.Generators.Parsing;

/// <summary>Parses a class with all its tools, when its first tool is met.</summary>
internal static class ClassParser
{
    private const string GiveAnotherName = "give one of them another name with [Tool(Name = \"…\")]";
    private const string OverridesTool = "leave [Tool] out here, because the tool of the method that it overrides calls it already";

    public static ParsedClass? Parse(GeneratorAttributeSyntaxContext found, CancellationToken cancel)
    {
        if (found.TargetSymbol is not IMethodSymbol method)
            return null;    // the compiler says that it does not belong there
        var type = method.ContainingType;
        var report = new Report();
        if (Misplaced(method) is { } place)
        {
            report.Add(DiagnosticDescriptors.NoClass, method, method.Name, place);
            return new(null, report.ToArray());
        }
        var methods = ToolMethods(type).ToList();
        if (!SymbolEqualityComparer.Default.Equals(methods[0], method.PartialDefinitionPart ?? method))
            return null;
        if (!CanBeExtended(type, method, report))
            return new(null, report.ToArray());

        var shapes = new ShapeBuilder(found.SemanticModel.Compilation, type, report);
        var tools = new List<ToolModel>();
        foreach (var each in methods)
        {
            cancel.ThrowIfCancellationRequested();
            var mark = shapes.Begin(each);
            report.HasError = false;
            var tool = ToolParser.Parse(each, tools.Count(t => t.Method.Name == each.Name), shapes, report);
            if (tool is null || report.HasError || shapes.IsBroken)
                shapes.Rollback(mark);
            else
                tools.Add(tool);
        }
        CheckNames(type, methods, report);
        var role = RoleOf(type);
        report.HasError = false;
        CheckMembers(type, role, report);
        return new(report.HasError ? null : Model(type, role, tools, shapes, found.SemanticModel.Compilation, report), report.ToArray());
    }

    public static IEnumerable<IMethodSymbol> ToolMethods(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>()
        .Where(m => !m.IsImplicitlyDeclared && Misplaced(m) is null && ToolParser.IsTool(m));

    // Where a method is that no tool can be made of.
    private static string? Misplaced(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } => "a function within a method",
        { MethodKind: MethodKind.ExplicitInterfaceImplementation } => "the method of an interface, which only the interface shows",
        { MethodKind: not MethodKind.Ordinary } => "no plain method",
        { ContainingType.Name: "" } => "a method in an extension block",
        { ContainingType: { TypeKind: not TypeKind.Class } type } => $"a method of {type.Name}, which is {Article(type)} {Keyword(type)}",
        _ when Containing(method.ContainingType).FirstOrDefault(t => t.IsFileLocal) is { } hidden => $"a method in {hidden.Name}, which only its own file sees",
        _ when IsGone(method) => "obsolete, and nobody may call it any more",
        _ => null,
    };

    private static bool IsGone(ISymbol symbol) => symbol.Attribute("System.ObsoleteAttribute")?.Positional(1) is true;

    private static ClassRole RoleOf(INamedTypeSymbol type) => type.IsStatic ? ClassRole.Static
        : type.Derives(TypeNames.Agent) || type.Derives(TypeNames.Toolset) ? ClassRole.Bound
        : ClassRole.Ordinary;

    private static ClassModel Model(
        INamedTypeSymbol type, ClassRole role, List<ToolModel> tools, ShapeBuilder shapes, Compilation compilation, Report report)
    {
        var isFriend = compilation.GetTypeByMetadataName(TypeNames.Tool)?.ContainingAssembly.GivesAccessTo(compilation.Assembly) == true;
        return new ClassModel
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            Declarations = new(Containing(type).Reverse().Select(t => "partial " + Keyword(t) + " " + CSharpNames.Escape(t.Name))),
            TypeName = type.CodeName(),
            HintName = type.PlainName() + Twin(type) + ".Tools.g.cs",
            Role = role,
            IsSealed = type.IsSealed,
            BaseWithTools = role == ClassRole.Ordinary ? BaseWithTools(type)?.CodeName() : null,
            OverrideAccess = isFriend ? "protected internal" : "protected",
            FindInstance = role == ClassRole.Ordinary && tools.Any(t => !t.Method.IsStatic) ? InstanceParser.Parse(type, compilation, report) : "",
            Tools = new(tools),
            Definitions = shapes.Definitions,
        };
    }

    private static bool CanBeExtended(INamedTypeSymbol type, IMethodSymbol method, Report report)
    {
        foreach (var each in Containing(type))
        {
            var isPartial = each.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax t && t.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial)
                report.Add(DiagnosticDescriptors.NotPartial, each, each.Name);
            if (each.Arity > 0)
                report.Add(DiagnosticDescriptors.Generic, method, each.Name);
        }
        return !report.HasError;
    }

    private static void CheckMembers(INamedTypeSymbol type, ClassRole role, Report report)
    {
        string[] generated = role switch
        {
            ClassRole.Bound => ["DeclaredTools"],
            ClassRole.Static => ["Tools"],
            _ => ["Tools", "From"],
        };
        foreach (var name in generated.Concat(ToolMethods(type).Select(m => $"__{m.Name}Tool")).Concat(["__All", "__Json", "__ToolsOf", "__declaredTools"]))
        {
            var taken = name == type.Name ? type : type.GetMembers(name).FirstOrDefault(m => !m.IsImplicitlyDeclared);
            if (taken is not null)
                report.Add(DiagnosticDescriptors.MemberTaken, taken, type.Name, name);
        }
    }

    private static void CheckNames(INamedTypeSymbol type, List<IMethodSymbol> methods, Report report)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            foreach (var inherited in ToolMethods(t))
                names[ToolParser.NameOf(inherited)] = t.Name + "." + inherited.Name;
        }
        foreach (var method in methods)
        {
            var name = ToolParser.NameOf(method);
            if (names.TryGetValue(name, out var other))
                report.Add(DiagnosticDescriptors.DuplicateName, method, method.Name, name, other, Overrides(method, name) ? OverridesTool : GiveAnotherName);
            else
                names[name] = method.Name;
        }
    }

    // The tool of a virtual method calls whatever overrides it.
    private static bool Overrides(IMethodSymbol method, string name) =>
        method.OverriddenMethod is { } overridden && ((ToolParser.IsTool(overridden) && ToolParser.NameOf(overridden) == name) || Overrides(overridden, name));

    private static INamedTypeSymbol? BaseWithTools(INamedTypeSymbol type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (ToolMethods(t).FirstOrDefault() is { } method)
                return IsGenerated(t, method) ? t : null;
        }
        return null;
    }

    // Another assembly's base has its tools, or not; one of ours gets them unless it has errors, which are reported there.
    private static bool IsGenerated(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (type.DeclaringSyntaxReferences.Length == 0)
            return type.GetMembers("__ToolsOf").Length > 0;
        var unheard = new Report();
        if (!CanBeExtended(type, method, unheard))
            return false;
        CheckMembers(type, RoleOf(type), unheard);
        return !unheard.HasError;
    }

    // Files whose names differ in case alone are one file on some disks.
    private static string Twin(INamedTypeSymbol type)
    {
        var twins = type.ContainingSymbol is INamespaceOrTypeSymbol owner
            ? owner.GetTypeMembers().Select(t => t.Name).Distinct().Count(n => string.Equals(n, type.Name, StringComparison.OrdinalIgnoreCase) && string.CompareOrdinal(n, type.Name) < 0)
            : 0;
        return twins == 0 ? "" : "_" + (twins + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<INamedTypeSymbol> Containing(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
            yield return type;
    }

    private static string Article(INamedTypeSymbol type) => type.TypeKind == TypeKind.Interface ? "an" : "a";

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
