using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Sidetone.Tools.Reflection;

/// <summary>How an object of known members is made and taken apart. The constructor's parameters are its first members.</summary>
[RequiresUnreferencedCode("Reflects over the types of parameters.")]
internal sealed class ReflectedObject
{
    private readonly ConstructorInfo? _constructor;
    private readonly ParameterInfo[] _parameters;
    private readonly PropertyInfo[] _properties;

    public ReflectedObject(Type type, ConstructorInfo? constructor, IEnumerable<PropertyInfo> properties)
    {
        Type = type;
        _constructor = constructor;
        _parameters = constructor?.GetParameters() ?? [];
        _properties = [.. properties];
    }

    public Type Type { get; }

    public Type TypeOf(int member) => member < _parameters.Length ? _parameters[member].ParameterType : _properties[member].PropertyType;

    public object? ValueOf(object value, int member) => _properties[member].GetValue(value, BindingFlags.DoNotWrapExceptions, null, null, null);

    /// <param name="values">The value of each member.</param>
    /// <param name="seen">Which were given; the others keep their default.</param>
    public object Make(object?[] values, bool[] seen)
    {
        var arguments = _parameters.Select((p, i) => seen[i] ? values[i] : DefaultValue.Of(p)).ToArray();
        var made = _constructor is null
            ? Activator.CreateInstance(Type)!
            : _constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        for (var i = _parameters.Length; i < _properties.Length; i++)
        {
            if (seen[i])
                _properties[i].SetValue(made, values[i], BindingFlags.DoNotWrapExceptions, null, null, null);
        }
        return made;
    }
}
