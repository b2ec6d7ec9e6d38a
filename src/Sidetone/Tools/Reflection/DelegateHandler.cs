using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Sidetone.Tools.Shapes;

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

    public Type TypeOf(int argument) => _arguments[argument].ParameterType;

    /// <summary>What the handler takes for an argument that is not there.</summary>
    public object? DefaultOf(int argument, Shape shape) => DefaultValue.IsRest(_arguments[argument])
        ? Collector.Of(TypeOf(argument) is { IsArray: true } array ? array.GetElementType()! : TypeOf(argument).GenericTypeArguments[0]).List(shape.Form, [])
        : DefaultValue.Of(_arguments[argument]);

    public ValueTask<ToolResult> InvokeAsync(object?[] values, RunContext run)
    {
        var all = new object?[_sources.Length];
        for (var i = 0; i < all.Length; i++)
            all[i] = _sources[i].Get(values, run);
        return _result.ReadAsync(_invoke.Invoke(_handler, BindingFlags.DoNotWrapExceptions, binder: null, all, culture: null), run);
    }
}
