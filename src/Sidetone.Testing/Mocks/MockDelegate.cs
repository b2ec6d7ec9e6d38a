using System.Reflection;

namespace Sidetone.Testing;

/// <summary>Calls a delegate with the arguments of a call: its parameters are bound by name, never by position.</summary>
internal static class MockDelegate
{
    /// <summary>What the delegate returned; of a value task, a task.</summary>
    public static object? Invoke(Delegate body, MockCall call, RunContext run)
    {
        var arguments = Array.ConvertAll(body.Method.GetParameters(), parameter =>
            parameter.ParameterType == typeof(RunContext) ? run
            : parameter.ParameterType == typeof(CancellationToken) ? call.CancellationToken
            : parameter.ParameterType == typeof(MockCall) ? call
            : call.Get(parameter.Name!, parameter.ParameterType));
        object? returned;
        try
        {
            returned = body.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            return inner;   // as if it was thrown
        }
        return returned?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>)
            ? type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null)
            : returned;
    }
}
