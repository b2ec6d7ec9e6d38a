using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Tools;

/// <summary>What an <see cref="AIFunction"/> returned, as a result. It may be anything: a function that is not made by the factory
/// hands on what its author forgot to await or to name.</summary>
internal static class FunctionResult
{
    public static async ValueTask<ToolResult> OfAsync(object? value, JsonSerializerOptions options, CancellationToken cancellationToken)
    {
        switch (value)
        {
            case null:
                return ToolResult.Nothing;
            case ToolResult result:
                return result;
            case string text:
                return ToolResult.Text(text);
            case JsonElement element:
                return ToolResult.Json(element);
            case Agent agent:
                return ToolResult.HandTo(agent);
            case AIContent content:
                return ToolResult.Content(content);
            case IEnumerable<AIContent> contents:
                return ToolResult.Content(contents);
            case Exception returned:
                throw returned;     // what went wrong is no result: its message is for the model only where a thrown one is
            case Task task:
                await task;
                return await OfAsync(ResultOf(task, options), options, cancellationToken);
            case ValueTask task:
                await task;
                return ToolResult.Nothing;
            case ITuple { Length: 2 } pair when pair[0] is Agent agent:
                return ToolResult.HandTo(agent, await OfAsync(pair[1], options, cancellationToken));
            case ITuple tuple:
                return await WriteAsync(Items(tuple), options, cancellationToken);
            default:
                if (IsValueTask(value.GetType()))
                    throw new NotSupportedException("A function returned a ValueTask within its own. Await it there.");
                return await WriteAsync(value, options, cancellationToken);
        }
    }

    // The serializer knows a task's property as any other's, so that nothing is reflected over here.
    private static object? ResultOf(Task task, JsonSerializerOptions options)
    {
        for (var type = task.GetType(); type != typeof(Task) && type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Task<>))
                continue;
            if (type.GenericTypeArguments[0].FullName == "System.Threading.Tasks.VoidTaskResult")
                return null;
            var property = options.GetTypeInfo(type).Properties.FirstOrDefault(static property => string.Equals(property.Name, nameof(Task<>.Result), StringComparison.OrdinalIgnoreCase));
            return property?.Get?.Invoke(task) ?? (property is null ? throw new NotSupportedException($"The serializer of a function does not know what it returned, {type}.") : null);
        }
        return null;
    }

    private static bool IsValueTask(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>);

    // A tuple's names are gone by now; its items are not.
    private static object?[] Items(ITuple tuple) => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])];

    // Asynchronously, so that a stream of items is read to its end.
    private static async ValueTask<ToolResult> WriteAsync(object value, JsonSerializerOptions options, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await JsonSerializer.SerializeAsync(stream, value, options.GetTypeInfo(value.GetType()), cancellationToken);
        return ToolResult.Json(JsonElement.Parse(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }
}
