using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>The platform's questions whether an MCP tool may be called: each is answered once, and no answer is a no.</summary>
internal sealed class McpApprovals(Func<McpToolCall, CancellationToken, ValueTask<bool>> approve, Func<ClientMessage, Task> send, Action<Exception> failed)
{
    private const int MaxRemembered = 10_000, MaxOpen = 1_000;

    private readonly Lock _gate = new();
    private readonly CallIds _ids = new(MaxRemembered);
    private readonly Dictionary<string, CancellationTokenSource> _open = new(StringComparer.Ordinal);
    private bool _isStopped;

    public void Handle(McpToolCall call)
    {
        if (call.State == McpCallState.AwaitingApproval)
            Ask(call);
        else
            Settle(call.ToolCallId);
    }

    /// <summary>The conversation is over.</summary>
    public void Stop()
    {
        CancellationTokenSource[] open;
        lock (_gate)
        {
            _isStopped = true;
            open = [.. _open.Values];
        }
        foreach (var settled in open)
            _ = settled.FireAsync(failed);
    }

    private void Ask(McpToolCall call)
    {
        CancellationTokenSource settled;
        lock (_gate)
        {
            if (_isStopped || _open.Count == MaxOpen || !_ids.Take(call.ToolCallId))
                return;
            _open[call.ToolCallId] = settled = new();
        }
        _ = AnswerAsync(call, settled.Token);
    }

    // It was settled otherwise: by somebody else, or because it took too long.
    private void Settle(string id)
    {
        CancellationTokenSource? settled;
        lock (_gate)
            _open.TryGetValue(id, out settled);
        _ = settled?.FireAsync(failed);
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
        lock (_gate)
            _open.Remove(call.ToolCallId);
        _ids.Answer(call.ToolCallId);
        if (!settled.IsCancellationRequested)
            await send(new McpToolApproval { ToolCallId = call.ToolCallId, IsApproved = isApproved }).ConfigureAwait(false);
    }
}
