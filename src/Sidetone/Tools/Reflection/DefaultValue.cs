using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Sidetone.Tools.Reflection;

/// <summary>What a parameter is when nothing is given for it.</summary>
[RequiresUnreferencedCode("Reflects over the types of parameters.")]
internal static class DefaultValue
{
    /// <summary>A list that takes the rest: what is not there is empty.</summary>
    public static bool IsRest(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));

    public static object? Of(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue switch
        {
            null or DBNull => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null,
            var value when type.IsEnum => Enum.ToObject(type, value),
            var value => value,
        };
    }
}
