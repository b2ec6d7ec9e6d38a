using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>Writes the tools that a model may call, and how freely it may.</summary>
internal static class ToolWriter
{
    /// <param name="json">The request, within its object.</param>
    /// <param name="begins">Whether a field is still to be written.</param>
    /// <param name="given">Tools in wire terms, which come first.</param>
    /// <param name="options">The tools and how to choose among them.</param>
    public static void Write(Utf8JsonWriter json, Func<string, bool> begins, IEnumerable<JsonElement> given, ChatOptions? options)
    {
        var rawTools = given.ToList();
        var tools = options?.Tools ?? [];
        if ((rawTools.Count == 0 && tools.Count == 0) || !begins("tools"))
            return; // without tools, the two fields below would have the request refused

        json.WriteStartArray("tools");
        foreach (var raw in rawTools)
            raw.WriteTo(json);
        foreach (var tool in tools)
            Write(json, tool);
        json.WriteEndArray();

        if (options?.ToolMode is { } mode && begins("tool_choice"))
            Write(json, mode);
        if (options?.AllowMultipleToolCalls is { } parallel && begins("parallel_tool_calls"))
            json.WriteBoolean("parallel_tool_calls", parallel);
    }

    private static void Write(Utf8JsonWriter json, AITool tool)
    {
        if (tool is not AIFunctionDeclaration function)
            throw new NotSupportedException($"Chat completions knows functions only, and the tool '{tool.Name}' is a {tool.GetType().Name}.");

        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", function.Name);
        if (function.Description.Length > 0)
            json.WriteString("description", function.Description);
        json.WritePropertyName("parameters");
        if (function.JsonSchema.ValueKind == JsonValueKind.Object)
            function.JsonSchema.WriteTo(json);
        else
            json.WriteRawValue("""{"type":"object","properties":{}}""");
        if (function.AdditionalProperties.TryGetValue(ResponseFormatWriter.StrictProperty, out var strict) && strict is bool value)
            json.WriteBoolean("strict", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChatToolMode mode)
    {
        switch (mode)
        {
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject("tool_choice");
                json.WriteString("type", "function");
                json.WriteStartObject("function");
                json.WriteString("name", name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case RequiredChatToolMode:
                json.WriteString("tool_choice", "required");
                break;
            case NoneChatToolMode:
                json.WriteString("tool_choice", "none");
                break;
            default:
                json.WriteString("tool_choice", "auto");
                break;
        }
    }
}
