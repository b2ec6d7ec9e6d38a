using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>Finds the shapes of types: one for what a model hands in, another for what it gets back.</summary>
internal sealed partial class ShapeBuilder(Compilation compilation, INamedTypeSymbol within, Report report)
{
    private readonly List<ShapeDefinition?> _definitions = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private ISymbol _at = within;

    /// <summary>The serializer context of the tool at hand.</summary>
    public INamedTypeSymbol? Context { get; set; }

    /// <summary>A type of the tool at hand is not there: the compiler says so, and we need not.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Why the last type has no shape.</summary>
    public string Problem { get; private set; } = "";

    public EquatableArray<ShapeDefinition> Definitions => new(_definitions.Select(d => d!));

    /// <summary>Begins a tool, or a parameter of it: findings are reported there.</summary>
    public int Begin(ISymbol at)
    {
        _at = at;
        IsBroken = false;
        return _definitions.Count;
    }

    public void At(ISymbol symbol) => _at = symbol;

    /// <summary>Takes back what was defined for a tool that cannot be written.</summary>
    public void Rollback(int mark)
    {
        _definitions.RemoveRange(mark, _definitions.Count - mark);
        foreach (var key in _known.Where(k => k.Value >= mark).Select(k => k.Key).ToList())
            _known.Remove(key);
    }

    /// <summary>The shape of a type; null if it has none, and <see cref="Problem"/> says why.</summary>
    public Shape? Build(ITypeSymbol type, bool input)
    {
        if (type.IsErrorType())
        {
            IsBroken = true;
            return Fail("it is not there");
        }
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Build(nullable.TypeArguments[0], input) is { } inner ? inner with { IsNullable = true } : null;
        var shape = BuildNotNull(type, input);
        return shape is null ? null : shape with
        {
            IsValueType = type.IsValueType,
            IsNullable = !type.IsValueType && type.NullableAnnotation == NullableAnnotation.Annotated,
        };
    }

    private Shape? BuildNotNull(ITypeSymbol type, bool input)
    {
        var name = type.CodeName();
        if (Scalars.KindOf(type) is { } scalar)
            return new Shape(scalar, name);
        if (Attribute(type, "JsonConverterAttribute") is { } converter && !IsStringEnum(type, converter))
            return ThroughContext(type) ?? Fail($"{type.ShortName()} has a converter of its own; name a serializer context with [Tool(JsonContext = typeof(…))]");
        if (type.TypeKind == TypeKind.Enum)
            return Defined(type, input, ShapeKind.Enum, index => EnumDefinition((INamedTypeSymbol)type));
        if (Collection(type, input, out var isCollection) is { } collection)
            return collection;
        if (isCollection)
            return null;
        if (type is not INamedTypeSymbol named)
            return Fail($"{type.ShortName()} has no JSON");
        if (!IsObject(named, input))
            return ThroughContext(type) ?? Fail(Problem);
        return HasCases(named)
            ? Defined(type, input, ShapeKind.Union, index => UnionDefinition(named, input))
            : Defined(type, input, ShapeKind.Object, index => ObjectDefinition(named, input));
    }

    private bool IsObject(INamedTypeSymbol type, bool input)
    {
        Problem = type switch
        {
            { SpecialType: SpecialType.System_Object } => "'object' says nothing of what it holds; use JsonElement, or a type",
            { IsTupleType: true } => "a tuple's names are lost in JSON; use a record",
            { TypeKind: TypeKind.Delegate } => "a delegate has no JSON",
            { TypeKind: TypeKind.Interface } when input && !HasCases(type) => $"{type.ShortName()} is an interface",
            { TypeKind: not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) } => $"{type.ShortName()} has no JSON",
            { IsRefLikeType: true } => $"{type.ShortName()} lives on the stack only",
            _ when type.Derives(TypeNames.Agent) => "an agent takes over only when it is returned itself, or as (Agent, result)",
            _ when type.Derives("System.Exception") => "throw a ToolException instead of returning an exception",
            _ when IsOfPlatform(type) => $"{type.ShortName()} is a type of the platform without a JSON form that models know",
            _ when !compilation.IsSymbolAccessibleWithin(type, within) => $"{type.ShortName()} is not accessible",
            _ => "",
        };
        return Problem.Length == 0;
    }

    private static bool IsOfPlatform(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        return space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || space.StartsWith("Microsoft.", StringComparison.Ordinal);
    }

    private Shape? ThroughContext(ITypeSymbol type)
    {
        if (Context is null)
            return null;
        var knows = Context.GetAttributes().Any(a => a.Is(TypeNames.JsonAttributes + ".JsonSerializableAttribute")
            && a.Positional(0) is ITypeSymbol known && SymbolEqualityComparer.Default.Equals(known, type));
        if (!knows)
            return Fail($"{Context.Name} does not know {type.ShortName()}; add [JsonSerializable(typeof({type.ShortName()}))] to it");
        report.Add(DiagnosticDescriptors.ThroughContext, _at, type.ShortName(), _at.Name, Context.Name);
        return new Shape(ShapeKind.Custom, type.CodeName()) { Context = Context.CodeName() };
    }

    // The place in the table is taken before the parts are looked at: a type may contain itself.
    private Shape? Defined(ITypeSymbol type, bool input, ShapeKind kind, Func<int, ShapeDefinition?> define, string asCase = "")
    {
        var key = type.CodeName() + (kind == ShapeKind.Enum ? "" : input ? "|in" : "|out") + asCase + "|" + Context?.Name;
        if (!_known.TryGetValue(key, out var index))
        {
            _known[key] = index = _definitions.Count;
            _definitions.Add(null);
            if (define(index) is not { } definition)
                return null;
            _definitions[index] = definition;
        }
        return new Shape(kind, type.CodeName()) { Definition = index };
    }

    private ShapeDefinition? EnumDefinition(INamedTypeSymbol type)
    {
        if (type.GetAttributes().Any(a => a.Is("System.FlagsAttribute")))
        {
            Fail($"{type.Name} is a set of flags; take a list of a plain enum");
            return null;
        }
        var names = new List<EnumName>();
        var values = new HashSet<object>();
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue))
        {
            var renamed = Attribute(field, "JsonStringEnumMemberNameAttribute")?.Positional(0) as string;
            names.Add(new(renamed ?? field.Name, field.Name, !values.Add(field.ConstantValue!)));
        }
        if (names.Count == 0)
        {
            Fail($"{type.Name} has no members");
            return null;
        }
        return new ShapeDefinition(ShapeKind.Enum, type.Name, type.CodeName())
        {
            Names = new(names),
            Description = Descriptions.Of(type),
            IsInput = true,
            IsValueType = true,
        };
    }

    private static bool IsStringEnum(ITypeSymbol type, AttributeData converter) =>
        type.TypeKind == TypeKind.Enum && converter.Positional(0) is ITypeSymbol { Name: "JsonStringEnumConverter" };

    private static AttributeData? Attribute(ISymbol symbol, string name) => symbol.Attribute(TypeNames.JsonAttributes + "." + name);

    private Shape? Fail(string problem)
    {
        Problem = problem;
        return null;
    }
}
