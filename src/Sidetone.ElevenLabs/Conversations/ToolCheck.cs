using Microsoft.Extensions.Logging;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>Whether the agent knows the tools that are here: asked beside the conversation, which never waits for it.</summary>
internal sealed partial class ToolCheck(ConversationOptions options, ILogger logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Asks the platform, and compares.</summary>
    /// <param name="tools">What is here, once toolsets have said what they bring.</param>
    /// <param name="over">The conversation is over.</param>
    /// <returns>Null when nothing differs, or it could not be told.</returns>
    public async Task<ToolsOutOfStep?> RunAsync(Task<IEnumerable<Tool>> tools, CancellationToken over)
    {
        if (options.AgentId is not { } agent || (options.Client is null && options.ApiKey is null))
        {
            LogUnchecked("AgentId, and ApiKey or Client, are needed");
            return null;
        }
        using var timeout = new CancellationTokenSource(options.StartTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, over);
        try
        {
            var stored = await StoredAsync(agent, either.Token).ConfigureAwait(false);
            var difference = CatalogueDifference.Between(await tools.ConfigureAwait(false), stored);
            foreach (var mismatch in difference.Mismatches)
                LogOutOfStep(mismatch.IsBreaking ? LogLevel.Warning : LogLevel.Information, agent, mismatch.ToolName, mismatch.Message);
            return difference.IsEmpty ? null : new(difference);
        }
        catch (OperationCanceledException)
        {
            if (timeout.IsCancellationRequested)
                LogUnchecked($"the platform did not answer within {options.StartTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception exception)
        {
            LogUnchecked(exception.Message);
        }
        return null;
    }

    private async Task<List<StoredTool>> StoredAsync(string agent, CancellationToken cancellationToken)
    {
        using var own = options.Client is null ? Opening.NewClient(options) : null;
        var stored = new List<StoredTool>();
        await foreach (var tool in (options.Client ?? own!).Agents.ToolsAsync(agent, options.BranchId, cancellationToken).ConfigureAwait(false))
            stored.Add(tool);
        return stored;
    }

    [LoggerMessage(EventId = 20, Message = "Agent {Agent} is out of step. {Tool}: {Mismatch}")]
    private partial void LogOutOfStep(LogLevel level, string agent, string tool, string mismatch);

    [LoggerMessage(21, LogLevel.Warning, "The agent's tools could not be checked: {Why}")]
    private partial void LogUnchecked(string why);
}
