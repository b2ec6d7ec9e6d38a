using System.Buffers;
using System.Text.Json;

namespace Sidetone.ElevenLabs.Tools;

/// <summary>What only the official Python SDK does.</summary>
internal static class PythonQuirks
{
    /// <summary>Every exception's message is told, and what is asked for twice is done twice.</summary>
    public static Tool Of(Tool tool) => tool.With(policy: tool.Policy with
    {
        Errors = ErrorMode.Passthrough,
        Duplicates = tool.Policy.Duplicates == OnDuplicate.Join ? OnDuplicate.Allow : tool.Policy.Duplicates,
    });

    /// <summary>Its falsy values are told as no output at all. Text is only when it is empty: <c>"0"</c> is a text like any other.</summary>
    public static bool IsFalsy(in ToolResult result) =>
        result.Utf8.IsEmpty || (!result.IsText && result.Output is "0" or "0.0" or "-0" or "-0.0" or "false" or "null" or "[]" or "{}");

    /// <summary>The call's id stands among the arguments. Here it wins over an argument of that name: there the answer went to a call that does not exist.</summary>
    public static Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> WithCallId(
        Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> handler) => (arguments, run, token) =>
        handler(With(arguments, run.ProviderId), run, token);

    private static JsonElement With(JsonElement arguments, string? callId)
    {
        var all = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(all))
        {
            json.WriteStartObject();
            foreach (var argument in arguments.EnumerateObject())
            {
                if (!argument.NameEquals("tool_call_id"u8))
                    argument.WriteTo(json);
            }
            json.WriteString("tool_call_id"u8, callId);
            json.WriteEndObject();
        }
        return JsonElement.Parse(all.WrittenSpan);
    }
}
