using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

// Objects with members.
internal sealed partial class ShapeBuilder
{
    private ShapeDefinition? ObjectDefinition(INamedTypeSymbol type, bool input)
    {
        foreach (var attribute in type.GetAttributes())
            CheckAttribute(attribute, type.Name, "JsonPolymorphicAttribute", "JsonDerivedTypeAttribute", "JsonSerializableAttribute");
        var members = input ? InputMembers(type) : OutputMembers(type);
        if (members is null || !HaveOwnNames(members, type))
            return null;
        return new ShapeDefinition(ShapeKind.Object, type.Name, type.CodeName())
        {
            Members = new(members),
            Description = Descriptions.Of(type),
            IsInput = input,
            IsValueType = type.IsValueType,
        };
    }

    private List<ShapeMember>? OutputMembers(INamedTypeSymbol type)
    {
        var members = new List<ShapeMember>();
        foreach (var property in Properties(type).Where(p => p.GetMethod is { DeclaredAccessibility: Accessibility.Public }))
        {
            if (Build(property.Type, input: false) is not { } shape)
                return Member(property);
            members.Add(new(NameOf(property), shape) { Symbol = property.Name, Omission = OmissionOf(property) });
        }
        return members;
    }

    private List<ShapeMember>? InputMembers(INamedTypeSymbol type)
    {
        if (type.IsAbstract)
            return Give($"{type.Name} is abstract; name its cases with [JsonDerivedType]");
        if (ConstructorOf(type) is not { } constructor)
            return Give($"{type.Name} has no constructor that could be called: give it one, or mark one with [JsonConstructor]");
        var properties = Properties(type).ToList();
        var members = new List<ShapeMember>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.FirstOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (property is null || !CanBeReadBack(property))
                return Give($"the constructor of {type.Name} takes '{parameter.Name}', but it has no readable property of that name");
            properties.Remove(property);
            if (Build(parameter.Type, input: true) is not { } shape)
                return Member(property);
            members.Add(ConstructorMember(parameter, property, shape));
        }
        foreach (var property in properties.Where(p => p.SetMethod is { DeclaredAccessibility: Accessibility.Public }))
        {
            if (!CanBeReadBack(property))
                return Give($"{type.Name}.{property.Name} cannot be read back");
            if (Build(property.Type, input: true) is not { } shape)
                return Member(property);
            members.Add(PropertyMember(property, shape));
        }
        return Unreachable(type, constructor, members) is { } member
            ? Give($"{type.Name}.{member.Name} is required, but cannot be set from JSON")
            : members;
    }

    private bool CanBeReadBack(IPropertySymbol property) => property.GetMethod is { } get && compilation.IsSymbolAccessibleWithin(get, within);

    // C# refuses an object initializer that leaves a required member out.
    private static ISymbol? Unreachable(INamedTypeSymbol type, IMethodSymbol constructor, List<ShapeMember> members) =>
        constructor.GetAttributes().Any(a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute") ? null : type.BasesFirst().SelectMany(t => t.GetMembers())
            .FirstOrDefault(m => m.IsRequiredMember() && !members.Any(o => o.Symbol == m.Name && o.Target == MemberTarget.Initializer));

    private ShapeMember ConstructorMember(IParameterSymbol parameter, IPropertySymbol property, Shape shape)
    {
        var limits = LimitsParser.Parse([.. parameter.GetAttributes(), .. property.GetAttributes()], parameter.Type, shape, this, property.Name, report, _at);
        var description = Descriptions.OfParameter(parameter);
        return Defaults.Apply(new(NameOf(property), shape)
        {
            Symbol = property.Name,
            Description = description.Length > 0 ? description : Descriptions.Of(property),
            Limits = limits,
            Target = MemberTarget.Constructor,
        }, parameter, this, report, _at);
    }

    private ShapeMember PropertyMember(IPropertySymbol property, Shape shape)
    {
        var required = property.IsRequired || Attribute(property, "JsonRequiredAttribute") is not null
            || property.Attribute(TypeNames.Annotations + ".RequiredAttribute") is not null;
        return new(NameOf(property), shape)
        {
            Symbol = property.Name,
            Description = Descriptions.Of(property),
            Limits = LimitsParser.Parse(property.GetAttributes(), property.Type, shape, this, property.Name, report, _at),
            IsRequired = required,
            Target = required ? MemberTarget.Initializer : property.SetMethod!.IsInitOnly ? MemberTarget.InitSetter : MemberTarget.Setter,
        };
    }

    private IMethodSymbol? ConstructorOf(INamedTypeSymbol type)
    {
        var all = type.InstanceConstructors.Where(c => compilation.IsSymbolAccessibleWithin(c, within) && !c.Parameters.Any(ParameterParser.IsByReference)).ToList();
        if (all.FirstOrDefault(c => Attribute(c, "JsonConstructorAttribute") is not null) is { } marked)
            return marked;
        // A struct always has an empty constructor; one that was written says more. A record's copy constructor says nothing.
        var written = all.Where(c => !c.IsImplicitlyDeclared && !(c.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, type))).ToList();
        if (type.IsValueType && written.Count == 1)
            return written[0];
        if (all.FirstOrDefault(c => c.Parameters.Length == 0) is { } empty)
            return empty;
        var open = written.Where(c => c.DeclaredAccessibility == Accessibility.Public).ToList();
        return open.Count == 1 ? open[0] : null;
    }

    // Base members first; a member that is hidden or overridden counts once, where it was first declared.
    private IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var found = new List<IPropertySymbol>();
        var types = type.TypeKind == TypeKind.Interface ? type.AllInterfaces.Reverse().Concat([type]) : type.BasesFirst();
        foreach (var property in types.SelectMany(t => t.GetMembers().OfType<IPropertySymbol>()))
        {
            if (property.IsStatic || property.IsIndexer || property.DeclaredAccessibility != Accessibility.Public)
                continue;
            foreach (var attribute in property.GetAttributes())
                CheckAttribute(attribute, type.Name + "." + property.Name, "JsonPropertyNameAttribute", "JsonIgnoreAttribute", "JsonRequiredAttribute");
            var earlier = found.FindIndex(p => p.Name == property.Name);
            if (earlier >= 0)
                found[earlier] = property;
            else
                found.Add(property);
        }
        return found.Where(p => !IsIgnored(p));
    }

    private void CheckAttribute(AttributeData attribute, string owner, params string[] supported)
    {
        if (attribute.AttributeClass is { } type && type.ContainingNamespace?.ToDisplayString() == TypeNames.JsonAttributes
            && !supported.Contains(type.Name) && !(type.Name == "JsonConverterAttribute" && attribute.Positional(0) is ITypeSymbol { Name: "JsonStringEnumConverter" }))
        {
            report.Add(DiagnosticDescriptors.UnsupportedJsonAttribute, _at, type.Name.Substring(0, type.Name.Length - "Attribute".Length), owner);
        }
    }

    private bool HaveOwnNames(List<ShapeMember> members, INamedTypeSymbol type)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (members.FindIndex(m => m.Name == members[i].Name) is var first && first < i)
                report.Add(DiagnosticDescriptors.DuplicateMember, _at, members[first].Symbol, members[i].Symbol, type.Name, members[i].Name);
        }
        return true;
    }

    // Nobody may use what is obsolete as an error.
    private static bool IsIgnored(IPropertySymbol property) => property.Attribute("System.ObsoleteAttribute")?.Positional(1) is true ||
        Attribute(property, "JsonIgnoreAttribute") is { } ignore && ignore.Named("Condition") is null or 1;

    private static MemberOmission OmissionOf(IPropertySymbol property) => Attribute(property, "JsonIgnoreAttribute")?.Named("Condition") switch
    {
        2 => MemberOmission.WhenDefault,
        3 => MemberOmission.WhenNull,
        _ => MemberOmission.Never,
    };

    private static string NameOf(IPropertySymbol property) =>
        Attribute(property, "JsonPropertyNameAttribute")?.Positional(0) as string ?? ToolNames.Camel(property.Name);

    // The innermost reason is the one to tell, with the way to it.
    private List<ShapeMember>? Member(IPropertySymbol property)
    {
        Problem = property.Name + ": " + Problem;
        return null;
    }

    private List<ShapeMember>? Give(string problem)
    {
        Problem = problem;
        return null;
    }
}
