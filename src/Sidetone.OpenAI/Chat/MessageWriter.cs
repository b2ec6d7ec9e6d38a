using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>Writes the conversation as the <c>messages</c> of a request.</summary>
internal static class MessageWriter
{
    public static void Write(Utf8JsonWriter json, string? instructions, IEnumerable<ChatMessage> messages)
    {
        json.WriteStartArray("messages");
        if (!string.IsNullOrEmpty(instructions))
            WriteText(json, ChatRole.System.Value, name: null, instructions);
        foreach (var message in messages)
            Write(json, message);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        if (message.Role == ChatRole.Assistant)
        {
            WriteAssistant(json, message);
            return;
        }
        var results = 0;
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            WriteResult(json, result);
            results++;
        }
        if (message.Role != ChatRole.Tool && (results == 0 || results < message.Contents.Count))
            WriteInput(json, message);
    }

    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        json.WriteStartObject();
        json.WriteString("role", "tool");
        json.WriteString("tool_call_id", result.CallId);
        json.WriteString("content", ResultText.Of(result));
        json.WriteEndObject();
    }

    private static void WriteAssistant(Utf8JsonWriter json, ChatMessage message)
    {
        var text = message.Text;
        var refusal = message.Contents.OfType<ErrorContent>().FirstOrDefault(error => error.ErrorCode == ResponseReader.Refusal)?.Message;
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();

        json.WriteStartObject();
        json.WriteString("role", "assistant");
        WriteName(json, message.AuthorName);
        if (text.Length > 0 || (calls.Count == 0 && refusal is null))
            json.WriteString("content", text);
        else
            json.WriteNull("content");
        if (refusal is not null)
            json.WriteString("refusal", refusal);
        if (calls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (var call in calls)
                WriteCall(json, call);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("id", call.CallId);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", WireName.OfTool(call.Name));
        // Always a JSON object, even where the model wrote none: servers that put it through a template refuse the request otherwise,
        // and with it every later turn of the conversation. What was wrong with the arguments, the call's result says.
        json.WriteString("arguments", call.Arguments is { Count: > 0 } arguments ? AnyJson.Text(arguments) : "{}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter json, ChatMessage message)
    {
        var contents = message.Contents.Where(content => content is TextContent or DataContent or UriContent or HostedFileContent).ToList();
        if (contents is [] or [TextContent] || message.Role == ChatRole.System)
        {
            WriteText(json, message.Role.Value, message.AuthorName, message.Text);
            return;
        }
        json.WriteStartObject();
        json.WriteString("role", message.Role.Value);
        WriteName(json, message.AuthorName);
        json.WriteStartArray("content");
        foreach (var content in contents)
            PartWriter.Write(json, content);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string role, string? name, string text)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        WriteName(json, name);
        json.WriteString("content", text);
        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, string? name)
    {
        if (WireName.OfAuthor(name) is { } wireName)
            json.WriteString("name", wireName);
    }
}
