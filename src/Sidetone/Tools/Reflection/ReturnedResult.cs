using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Tools.Reflection;

/// <summary>How what a delegate returns becomes a result.</summary>
[RequiresUnreferencedCode("Reflects over the delegate.")]
[RequiresDynamicCode("Reflects over the delegate.")]
internal sealed class ReturnedResult
{
    private static readonly MethodInfo s_collect = typeof(ReturnedResult).GetMethod(nameof(CollectAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private readonly Func<object, Task>? _toTask;
    private readonly PropertyInfo? _taskResult;
    private readonly Type _type;

    private ReturnedResult(Type type, Func<object, Task>? toTask, PropertyInfo? taskResult)
    {
        _type = type;
        _toTask = toTask;
        _taskResult = taskResult;
    }

    /// <summary>There is none: void, or a task without a value.</summary>
    public bool IsNothing => _type == typeof(void);

    public static ReturnedResult Of(Type type, string tool)
    {
        if (type == typeof(Task))
            return new(typeof(void), static task => (Task)task, null);
        if (type == typeof(ValueTask))
            return new(typeof(void), static task => ((ValueTask)task).AsTask(), null);
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (generic == typeof(Task<>))
            return Checked(new(type.GenericTypeArguments[0], static task => (Task)task, type.GetProperty("Result")), tool);
        if (generic == typeof(ValueTask<>))
        {
            var asTask = type.GetMethod("AsTask")!;
            return Checked(new(type.GenericTypeArguments[0], task => (Task)asTask.Invoke(task, null)!, asTask.ReturnType.GetProperty("Result")), tool);
        }
        return Checked(new(type, null, null), tool);
    }

    public async ValueTask<ToolResult> ReadAsync(object? returned, RunContext run)
    {
        if (_toTask is not null && returned is not null)
        {
            var task = _toTask(returned);
            await task;
            returned = _taskResult?.GetValue(task);
        }
        if (IsNothing || returned is null)
            return ToolResult.Nothing;
        if (ItemOfStream(_type) is { } item)
            return Write(await ((Task<object>)s_collect.MakeGenericMethod(item).Invoke(null, [returned, run.CancellationToken])!));
        return Convert(returned);
    }

    private static ReturnedResult Checked(ReturnedResult result, string tool)
    {
        var type = ItemOfStream(result._type) ?? result._type;
        if (type == typeof(object) || typeof(Delegate).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type))
            throw new ArgumentException($"The result of '{tool}' cannot be written as JSON: {type.Name} says nothing of what it holds.");
        if (typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            throw new ArgumentException($"The result of '{tool}' cannot be written as JSON: it is a task within another. Await it.");
        if (typeof(ITuple).IsAssignableFrom(type) && !IsHandoff(type))
            throw new ArgumentException($"The result of '{tool}' cannot be written as JSON: a tuple's names are lost in JSON; use a record. To hand over with a result, return (Agent, result).");
        if (!IsHandoff(type) && HoldsAgent(type))
            throw new ArgumentException($"The result of '{tool}' cannot be written as JSON: an agent takes over only when it is returned itself, or as (Agent, result).");
        return result;
    }

    private static bool HoldsAgent(Type type) =>
        (type.IsArray ? [type.GetElementType()!] : type.GenericTypeArguments).Any(held => typeof(Agent).IsAssignableFrom(held) || HoldsAgent(held));

    private static bool IsHandoff(Type type) =>
        type.GenericTypeArguments is [var first, var beside]
        && typeof(Agent).IsAssignableFrom(first) && !typeof(Agent).IsAssignableFrom(beside) && !typeof(ITuple).IsAssignableFrom(beside);

    private static ToolResult Convert(object? value) => value switch
    {
        null => ToolResult.Nothing,
        string text => ToolResult.Text(text),
        ToolResult result => result,
        Agent agent => ToolResult.HandTo(agent),
        ITuple pair when pair[0] is Agent agent => ToolResult.HandTo(agent, Convert(pair[1])),
        ITuple pair => Convert(pair[1]),
        JsonElement json => ToolResult.Json(json),
        AIContent content => ToolResult.Content(content),
        IEnumerable<AIContent> contents => ToolResult.Content(contents),
        _ => Write(value),
    };

    private static ToolResult Write(object value) => ToolResult.Json(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ReflectedJson.Plain));

    private static Type? ItemOfStream(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) ? type.GenericTypeArguments[0] : null;

    private static async Task<object> CollectAsync<T>(IAsyncEnumerable<T> stream, CancellationToken cancel)
    {
        var items = new List<T>();
        await foreach (var item in stream.WithCancellation(cancel))
            items.Add(item);
        return items;
    }
}
