using System.Text.Json.Nodes;
using System.Text.Json;

namespace Sidetone.ElevenLabs.Tools;

/// <summary>What only the official Python SDK does.</summary>
internal static class PythonQuirks
{
    /// <summary>Its falsy values, as JSON or text, are told as no output at all.</summary>
    public static bool IsFalsy(string output) => output is "" or "0" or "0.0" or "-0" or "-0.0" or "false" or "null" or "[]" or "{}" or "\"\"";

    /// <summary>The call's id stands among the arguments. Here it wins over an argument of that name: there the answer went to a call that does not exist.</summary>
    public static Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> WithCallId(
        Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> handler) => (arguments, run, token) =>
        handler(With(arguments, run.ProviderId), run, token);

    private static JsonElement With(JsonElement arguments, string? callId)
    {
        var all = JsonObject.Create(arguments)!;
        all["tool_call_id"] = callId;
        return JsonElement.Parse(all.ToJsonString());
    }
}
