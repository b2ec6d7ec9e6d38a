using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Tools;

/// <summary>What an <see cref="AIFunction"/> returned, as a result.</summary>
internal static class FunctionResult
{
    public static ToolResult Of(object? value, JsonSerializerOptions options) => value switch
    {
        null => ToolResult.Nothing,
        ToolResult result => result,
        string text => ToolResult.Text(text),
        TextContent content => ToolResult.Text(content.Text),
        JsonElement element => ToolResult.Json(element),
        Agent agent => ToolResult.HandTo(agent),
        Exception returned => throw returned,     // what went wrong is no result: its message is for the model only where a thrown one is
        IReadOnlyList<AIContent> { Count: > 0 } contents when contents.All(static c => c is TextContent) =>
            ToolResult.Text(string.Join('\n', contents.Select(static c => ((TextContent)c).Text))),
        _ => Serialize(value, options),
    };

    private static ToolResult Serialize(object value, JsonSerializerOptions options) =>
        // By its base a content keeps the word that says which kind it is.
        ToolResult.Json(JsonSerializer.SerializeToElement(value, options.GetTypeInfo(value is AIContent ? typeof(AIContent) : value.GetType())));
}
