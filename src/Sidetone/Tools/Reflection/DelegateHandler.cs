using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;

namespace Sidetone.Tools.Reflection;

/// <summary>Calls a delegate: gathers its arguments, and makes a result of what it returns.</summary>
[RequiresUnreferencedCode("Reflects over the delegate.")]
[RequiresDynamicCode("Reflects over the delegate.")]
internal sealed class DelegateHandler
{
    private readonly Delegate _handler;
    private readonly MethodInfo _invoke;
    private readonly ParameterInfo[] _arguments;
    private readonly ParameterSource[] _sources;
    private readonly ReturnedResult _result;

    public DelegateHandler(Delegate handler, ParameterInfo[] parameters, ParameterSource[] sources, ReturnedResult result)
    {
        _handler = handler;
        _invoke = handler.GetType().GetMethod("Invoke")!;
        _arguments = [.. parameters.Where((_, i) => sources[i].IsArgument)];
        _sources = sources;
        _result = result;
    }

    public static ParameterInfo[] ParametersOf(Delegate handler)
    {
        var parameters = handler.Method.GetParameters();
        // A static method closed over its first argument: that one is not the model's.
        return handler.GetType().GetMethod("Invoke")!.GetParameters().Length < parameters.Length ? parameters[1..] : parameters;
    }

    public Type ArgumentType(int index) => _arguments[index].ParameterType;

    /// <summary>The arguments as the handler takes them; what is not there is the default.</summary>
    public object?[] Values(byte[]?[] json)
    {
        var values = new object?[json.Length];
        for (var i = 0; i < json.Length; i++)
            values[i] = json[i] is { } utf8 ? JsonSerializer.Deserialize(utf8, ArgumentType(i), ReflectedJson.Plain) : Default(_arguments[i]);
        return values;
    }

    public ValueTask<ToolResult> InvokeAsync(object?[] values, RunContext run)
    {
        var all = new object?[_sources.Length];
        for (var i = 0; i < all.Length; i++)
            all[i] = _sources[i].Get(values, run);
        return _result.ReadAsync(_invoke.Invoke(_handler, BindingFlags.DoNotWrapExceptions, binder: null, all, culture: null), run);
    }

    private static object? Default(ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(ParamArrayAttribute)))
            return Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0);
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue switch
        {
            null => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null,
            var value when type.IsEnum => Enum.ToObject(type, value),
            var value => value,
        };
    }
}
