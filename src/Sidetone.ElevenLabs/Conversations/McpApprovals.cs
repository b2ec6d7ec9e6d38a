using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>The platform's questions whether an MCP tool may be called: each is answered once, and no answer is a no.</summary>
internal sealed class McpApprovals(Func<McpToolCall, CancellationToken, ValueTask<bool>> approve, Func<ClientMessage, Task> send, Action<Exception> failed)
{
    private const int MaxRemembered = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, CancellationTokenSource> _asked = new(StringComparer.Ordinal);
    private bool _isStopped;

    public void Handle(McpToolCall call)
    {
        CancellationTokenSource? settled;
        var isNew = false;
        lock (_gate)
        {
            if (!_asked.TryGetValue(call.ToolCallId, out settled) && call.State == McpCallState.AwaitingApproval && !_isStopped && _asked.Count < MaxRemembered)
            {
                isNew = true;
                _asked[call.ToolCallId] = settled = new();
            }
        }
        if (isNew)
            _ = AnswerAsync(call, settled!.Token);
        else if (call.State != McpCallState.AwaitingApproval)
            _ = settled?.FireAsync(failed);
    }

    /// <summary>The conversation is over.</summary>
    public void Stop()
    {
        CancellationTokenSource[] open;
        lock (_gate)
        {
            _isStopped = true;
            open = [.. _asked.Values];
        }
        foreach (var settled in open)
            _ = settled.FireAsync(failed);
    }

    private async Task AnswerAsync(McpToolCall call, CancellationToken settled)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);     // the code of a user never runs on the loop
        var isApproved = false;
        try
        {
            isApproved = await approve(call, settled).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (!settled.IsCancellationRequested)
                failed(exception);
        }
        if (!settled.IsCancellationRequested)
            await send(new McpToolApproval { ToolCallId = call.ToolCallId, IsApproved = isApproved }).ConfigureAwait(false);
    }
}
