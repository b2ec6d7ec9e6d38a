using System.Text.Json;

namespace Sidetone.Testing;

/// <summary>What a mock is told to return, as a result: what the real tool's generated code would make of it.</summary>
internal static class MockResult
{
    public static ToolResult Of(object? value) => value switch
    {
        null => ToolResult.Nothing,
        ToolResult result => result,
        Agent agent => ToolResult.HandTo(agent),
        string text => ToolResult.Text(text),
        JsonElement json => ToolResult.Json(json),
        _ => ToolResult.Json(TestJson.ToElement(value)),
    };

    public static async ValueTask<ToolResult> SettledAsync(object? value)
    {
        if (value is not Task task)
            return Of(value);
        await task;
        // Task<T> has its result where a bare Task has nothing; what an async method without one makes is a Task<VoidTaskResult>.
        var result = task.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(task);
        return Of(result?.GetType().Name == "VoidTaskResult" ? null : result);
    }
}
