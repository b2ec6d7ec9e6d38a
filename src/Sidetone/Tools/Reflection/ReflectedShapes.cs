using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>Finds the shapes of types by reflection: what the generator's ShapeBuilder finds from symbols.</summary>
[RequiresUnreferencedCode("Reflects over the types of parameters.")]
[RequiresDynamicCode("Reflects over the types of parameters.")]
internal sealed partial class ReflectedShapes
{
    private readonly List<ShapeDefinition?> _definitions = [];
    private readonly List<ReflectedObject?> _objects = [];
    private readonly Dictionary<(Type, string), int> _known = [];
    private readonly NullabilityInfoContext _nullability = new();

    public EquatableArray<ShapeDefinition> Definitions => new(_definitions.Select(d => d!));

    /// <summary>How the objects among the definitions are made.</summary>
    public IReadOnlyList<ReflectedObject?> Objects => _objects;

    public ShapeMember Parameter(ParameterInfo parameter, string tool)
    {
        if (parameter.ParameterType.IsByRef || parameter.ParameterType.IsPointer)
            throw new ArgumentException($"Parameter '{parameter.Name}' of '{tool}' is passed by reference, which no model can do.");
        if (parameter.Name is null)
            throw new ArgumentException($"A parameter of '{tool}' has no name.");
        try
        {
            var shape = Build(_nullability.Create(parameter));
            return WithDefault(new(parameter.Name, shape)
            {
                Symbol = parameter.Name,
                Description = DescriptionOf(parameter) ?? "",
                Limits = ReflectedLimits.Of(parameter.GetCustomAttributes(), shape, this),
            }, parameter);
        }
        catch (NotSupportedException problem)
        {
            throw new ArgumentException($"Parameter '{parameter.Name}' of '{tool}' cannot be a tool's argument: {problem.Message}", problem);
        }
    }

    /// <summary>The JSON of an enum's value; null if it has no name.</summary>
    public string? EnumNameOf(object value, Shape shape) =>
        Enum.GetName(value.GetType(), value) is { } member && _definitions[shape.Definition]!.Names.FirstOrDefault(n => n.Member == member) is { } name
            ? JsonText.Quote(name.Name)
            : null;

    private Shape Build(NullabilityInfo info, bool? isAnnotated = null)
    {
        if (Nullable.GetUnderlyingType(info.Type) is { } underlying)
            return NotNull(underlying, info) with { IsNullable = true, IsValueType = true };
        var isNullable = !info.Type.IsValueType && (isAnnotated ?? (info.WriteState == NullabilityState.Nullable || info.ReadState == NullabilityState.Nullable));
        return NotNull(info.Type, info) with { IsNullable = isNullable, IsValueType = info.Type.IsValueType };
    }

    private Shape NotNull(Type type, NullabilityInfo info)
    {
        if (ReflectedScalars.KindOf(type) is { } scalar)
            return new(scalar, type.Name);
        if (type.GetCustomAttribute<JsonConverterAttribute>(inherit: false) is { } converter && !(type.IsEnum && converter.ConverterType?.Name.StartsWith("JsonStringEnumConverter", StringComparison.Ordinal) == true))
            throw new NotSupportedException($"{type.Name} has a converter of its own");
        if (type.IsEnum)
            return Defined(type, ShapeKind.Enum, "", _ => EnumDefinition(type));
        if (type.IsArray)
        {
            return type.GetArrayRank() == 1
                ? new(ShapeKind.List, type.Name) { Item = Build(info.ElementType!), Form = CollectionForm.Array }
                : throw new NotSupportedException("an array of several dimensions has no JSON; use an array of arrays");
        }
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (definition is not null && ReflectedScalars.Maps.Contains(definition) && type.GenericTypeArguments[0] == typeof(string))
            return new(ShapeKind.Map, type.Name) { Item = Build(info.GenericTypeArguments[1]) };
        if (definition is not null && ReflectedScalars.Lists.TryGetValue(definition, out var form))
            return new(ShapeKind.List, type.Name) { Item = Build(info.GenericTypeArguments[0]), Form = form };
        RequireObject(type);
        return type.IsDefined(typeof(JsonDerivedTypeAttribute), inherit: false)
            ? Defined(type, ShapeKind.Union, "", _ => UnionDefinition(type))
            : Defined(type, ShapeKind.Object, "", index => ObjectDefinition(type, index));
    }

    private static void RequireObject(Type type)
    {
        var problem = type switch
        {
            _ when type == typeof(object) => "'object' says nothing of what it holds; use JsonElement, or a type",
            _ when typeof(Delegate).IsAssignableFrom(type) => "a delegate has no JSON",
            _ when type.FullName?.StartsWith("System.ValueTuple", StringComparison.Ordinal) == true => "a tuple's names are lost in JSON; use a record",
            _ when typeof(System.Collections.IEnumerable).IsAssignableFrom(type) => $"{type.Name} is no collection that can be made of JSON; use a list, an array, a HashSet or a dictionary with string keys",
            _ when type.Namespace is "System" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true
                || type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true => $"{type.Name} is a type of the platform without a JSON form that models know",
            _ => null,
        };
        if (problem is not null)
            throw new NotSupportedException(problem);
    }

    private Shape Defined(Type type, ShapeKind kind, string asCase, Func<int, ShapeDefinition> define)
    {
        if (!_known.TryGetValue((type, asCase), out var index))
        {
            _known[(type, asCase)] = index = _definitions.Count;
            _definitions.Add(null);
            _objects.Add(null);
            _definitions[index] = define(index);
        }
        return new(kind, type.Name) { Definition = index };
    }

    private static ShapeDefinition EnumDefinition(Type type)
    {
        if (type.IsDefined(typeof(FlagsAttribute)))
            throw new NotSupportedException($"{type.Name} is a set of flags; take a list of a plain enum");
        var values = new HashSet<object>();
        var names = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => new EnumName(f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? f.Name, f.Name, !values.Add(f.GetRawConstantValue()!)))
            .ToList();
        return names.Count == 0
            ? throw new NotSupportedException($"{type.Name} has no members")
            : new(ShapeKind.Enum, NameOf(type), type.Name) { Names = new(names), Description = DescriptionOf(type) ?? "" };
    }

    private ShapeDefinition UnionDefinition(Type type)
    {
        var discriminator = type.GetCustomAttribute<JsonPolymorphicAttribute>()?.TypeDiscriminatorPropertyName ?? "$type";
        var cases = new List<int>();
        foreach (var derived in type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false))
        {
            if (cases.Any(c => _objects[c]!.Type == derived.DerivedType))
                throw new NotSupportedException($"{derived.DerivedType.Name} is twice a case of {type.Name}");
            var value = derived.TypeDiscriminator is { } given
                ? JsonText.Of(given)!
                : throw new NotSupportedException($"{derived.DerivedType.Name} is a case of {type.Name} without a discriminator");
            cases.Add(Defined(derived.DerivedType, ShapeKind.Object, discriminator + "=" + value,
                index => ObjectDefinition(derived.DerivedType, index) with { Discriminator = discriminator, DiscriminatorValue = value }).Definition);
        }
        return new(ShapeKind.Union, NameOf(type), type.Name) { Cases = new(cases), Discriminator = discriminator, Description = DescriptionOf(type) ?? "" };
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    private static string? DescriptionOf(ICustomAttributeProvider symbol) =>
        symbol.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute description, ..] ? description.Description : null;

    private ShapeMember WithDefault(ShapeMember member, ParameterInfo parameter)
    {
        if (DefaultValue.IsRest(parameter))
            return member with { IsRequired = false, DefaultJson = "[]" };
        if (!parameter.HasDefaultValue)
            return member;
        var value = parameter.DefaultValue;
        if (value is null)
            return member with { IsRequired = false, DefaultJson = member.Shape.IsNullable || !member.Shape.IsValueType ? "null" : null };
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return member with { IsRequired = false, DefaultJson = type.IsEnum ? EnumNameOf(Enum.ToObject(type, value), member.Shape) : JsonText.Of(value) };
    }
}
