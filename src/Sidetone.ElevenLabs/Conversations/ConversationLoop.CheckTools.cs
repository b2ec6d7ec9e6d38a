using Microsoft.Extensions.Logging;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.ElevenLabs.Conversations;

// Whether the agent knows the tools that are here: asked beside the conversation, which never waits for it.
internal sealed partial class ConversationLoop
{
    private async Task CheckToolsAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (_options.AgentId is null || (_options.Client is null && _options.ApiKey is null))
            {
                LogUnchecked("AgentId, and ApiKey or Client, are needed");
                return;
            }
            using var timeout = new CancellationTokenSource(_options.StartTimeout, _options.Time);
            var stored = await StoredToolsAsync(_options.AgentId, timeout.Token).ConfigureAwait(false);
            // Toolsets have said by then what they bring.
            await _opened.Task.ConfigureAwait(false);
            if (Tools is not { } tools || _ended.Task.IsCompleted)
                return;
            var difference = CatalogueDifference.Between(tools.Known, stored);
            if (difference.IsEmpty)
                return;
            foreach (var mismatch in difference.Mismatches)
                LogOutOfStep(mismatch.IsBreaking ? LogLevel.Warning : LogLevel.Information, _options.AgentId, mismatch.ToolName, mismatch.Message);
            Publish(new ToolsOutOfStep(difference), 0);
        }
        catch (OperationCanceledException)
        {
            LogUnchecked($"the platform did not answer within {_options.StartTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception exception)
        {
            LogUnchecked(exception.Message);
        }
    }

    private async Task<List<StoredTool>> StoredToolsAsync(string agent, CancellationToken cancellationToken)
    {
        using var own = _options.Client is null ? Opening.NewClient(_options) : null;
        var stored = new List<StoredTool>();
        await foreach (var tool in (_options.Client ?? own!).Agents.ToolsAsync(agent, _options.BranchId, cancellationToken).ConfigureAwait(false))
            stored.Add(tool);
        return stored;
    }

    [LoggerMessage(EventId = 20, Message = "Agent {Agent} is out of step. {Tool}: {Mismatch}")]
    private partial void LogOutOfStep(LogLevel level, string agent, string tool, string mismatch);

    [LoggerMessage(21, LogLevel.Warning, "The agent's tools could not be checked: {Why}")]
    private partial void LogUnchecked(string why);
}
