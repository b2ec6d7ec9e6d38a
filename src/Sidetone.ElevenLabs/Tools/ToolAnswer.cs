using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tools;

/// <summary>What a result is on the wire: always a string, because the platform ends the conversation over anything else (1008).
/// The words are those of the official Python SDK.</summary>
internal static class ToolAnswer
{
    /// <summary>What the agent is told; null when it expects nothing.</summary>
    public static ClientToolResult? Of(ClientToolCall call, in ToolResult result, ClientToolsOptions options)
    {
        if (!call.ExpectsResponse && !options.AlwaysAnswer && !options.PythonQuirks)
            return null;
        var isError = IsError(result);
        return new()
        {
            ToolCallId = call.ToolCallId,
            Result = Text(call, result, isError, options.PythonQuirks),
            IsError = isError,
            ErrorType = result.Outcome == Outcome.TimedOut ? ToolErrorType.ClientTimeout : null,
        };
    }

    // A repeat that joined an earlier call comes with that call's output; with a reason when that is no success.
    private static bool IsError(in ToolResult result) =>
        result.Outcome != Outcome.Completed && !(result.Outcome == Outcome.Duplicate && result.Reason is null);

    private static string Text(ClientToolCall call, in ToolResult result, bool isError, bool pythonQuirks)
    {
        if (result.Outcome == Outcome.UnknownTool)
            return $"Tool '{call.ToolName}' is not registered";
        if (result.IsNothing)
            return Succeeded(call);
        return pythonQuirks && !isError && PythonQuirks.IsFalsy(result) ? Succeeded(call) : InWords(result);
    }

    // Only words go over this wire: what a session shows its model, this agent cannot look at. A repeat has the words of the first call, not its parts.
    private static string InWords(in ToolResult result) => result.Shown.Count > 0 || result.Outcome == Outcome.Duplicate
        ? result.Output.Replace(", shown below]", ", not shown]", StringComparison.Ordinal)
        : result.Output;

    private static string Succeeded(ClientToolCall call) => $"Client tool: {call.ToolName} called successfully.";
}
