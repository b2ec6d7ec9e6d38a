using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

// Objects with members.
internal sealed partial class ReflectedShapes
{
    private ShapeDefinition ObjectDefinition(Type type, int index)
    {
        if (type.IsAbstract)
            throw new NotSupportedException($"{type.Name} is abstract; name its cases with [JsonDerivedType]");
        var constructor = ConstructorOf(type);
        var properties = Properties(type);
        var members = new List<ShapeMember>();
        var read = new List<PropertyInfo>();
        foreach (var parameter in constructor?.GetParameters() ?? [])
        {
            var property = properties.FirstOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw new NotSupportedException($"the constructor of {type.Name} takes '{parameter.Name}', but it has no readable property of that name");
            properties.Remove(property);
            read.Add(property);
            var shape = Build(_nullability.Create(parameter), TypeParameters.IsAnnotated(parameter));
            members.Add(WithDefault(new(NameOf(property), shape)
            {
                Symbol = property.Name,
                Description = DescriptionOf(parameter) ?? DescriptionOf(property) ?? "",
                Limits = ReflectedLimits.Of(parameter.GetCustomAttributes().Concat(property.GetCustomAttributes()), shape, this),
            }, parameter));
        }
        foreach (var property in properties.Where(p => p.SetMethod is { IsPublic: true }))
        {
            read.Add(property);
            var shape = Build(_nullability.Create(property), TypeParameters.IsAnnotated(property));
            members.Add(new(NameOf(property), shape)
            {
                Symbol = property.Name,
                Description = DescriptionOf(property) ?? "",
                Limits = ReflectedLimits.Of(property.GetCustomAttributes(), shape, this),
                IsRequired = property.IsDefined(typeof(RequiredMemberAttribute)) || property.IsDefined(typeof(JsonRequiredAttribute)) || property.IsDefined(typeof(RequiredAttribute)),
            });
        }
        _objects[index] = new(type, constructor, read);
        return new(ShapeKind.Object, NameOf(type), type.Name) { Members = new(members), Description = DescriptionOf(type) ?? "" };
    }

    private static ConstructorInfo? ConstructorOf(Type type)
    {
        var all = type.GetConstructors();
        if (all.FirstOrDefault(c => c.IsDefined(typeof(JsonConstructorAttribute))) is { } marked)
            return marked;
        var written = all.Where(c => !(c.GetParameters() is [var only] && only.ParameterType == type)).ToList();
        if (type.IsValueType)
            return written.Count == 1 ? written[0] : null;
        if (all.FirstOrDefault(c => c.GetParameters().Length == 0) is { } empty)
            return empty;
        return written.Count == 1
            ? written[0]
            : throw new NotSupportedException($"{type.Name} has no constructor that could be called: give it one, or mark one with [JsonConstructor]");
    }

    // Base members first; one that is hidden or overridden counts once, where it was first declared.
    private static List<PropertyInfo> Properties(Type type)
    {
        var chain = new Stack<Type>();
        for (var t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
            chain.Push(t);
        var found = new List<PropertyInfo>();
        foreach (var property in chain.SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)))
        {
            if (property.GetIndexParameters().Length > 0)
                continue;
            var earlier = found.FindIndex(p => p.Name == property.Name);
            if (earlier >= 0)
                found[earlier] = property;
            else
                found.Add(property);
        }
        found.RemoveAll(p => p.GetMethod is null || p.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always });
        return found;
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? ToolNames.Camel(property.Name);
}
