using System.Reflection;

namespace Sidetone.Testing;

/// <summary>Calls a delegate with the arguments of a call: its parameters are bound by name, never by position.</summary>
internal static class MockDelegate
{
    public static ValueTask<ToolResult> InvokeAsync(Delegate body, MockCall call, RunContext run)
    {
        var arguments = Array.ConvertAll(body.Method.GetParameters(), parameter =>
            parameter.ParameterType == typeof(RunContext) ? run
            : parameter.ParameterType == typeof(CancellationToken) ? call.CancellationToken
            : parameter.ParameterType == typeof(MockCall) ? call
            : call.Get(parameter.Name!, parameter.ParameterType));
        object? result;
        try
        {
            result = body.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            return ValueTask.FromException<ToolResult>(inner);
        }
        return MockResult.SettledAsync(result);
    }
}
