namespace Sidetone.ElevenLabs.Conversations;

/// <summary>There is no other agent here who could take the caller over, so a tool that returns one has not done what it says: the call is refused in words.</summary>
/// <param name="failed">Told what the author of the tool should know.</param>
internal sealed class NoHandover(Action<string, Exception> failed) : ToolFilter
{
    public override async ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
    {
        var result = await next().ConfigureAwait(false);
        if (result.Handoff is not { } agent)
            return result;
        failed(run.Tool.Name, new NotSupportedException(
            $"It returned an Agent ('{agent.Id}'). The agent of this conversation is the platform's, and hands the caller over by its own tools: transfer_to_agent, transfer_to_number."));
        return ToolResult.Refused("Not done: the caller cannot be handed over by this tool, and is still with you.");
    }
}
