namespace Sidetone.Execution;

/// <summary>The filters around one call, the first outermost, and its handler within them: it runs once, and the call is not over before it
/// has settled, whatever a filter answers in the meantime.</summary>
internal sealed class FilterChain(IReadOnlyList<ToolFilter> filters, CallRun run, Func<CallRun, ValueTask<ToolResult>> handle)
{
    private static readonly TaskCompletionSource s_neverRun = new();

    private TaskCompletionSource? _settled;     // there when the handler was asked for, or cannot be any more

    public async ValueTask<ToolResult> RunAsync()
    {
        try
        {
            return await NextAsync(0);
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _settled, s_neverRun, null) is { } settled)
                await settled.Task;
        }
    }

    private ValueTask<ToolResult> NextAsync(int index) =>
        index == filters.Count ? HandleAsync() : filters[index].InvokeAsync(run, () => NextAsync(index + 1));

    private async ValueTask<ToolResult> HandleAsync()
    {
        var settled = new TaskCompletionSource();
        if (Interlocked.CompareExchange(ref _settled, settled, null) is not null)
            throw new InvalidOperationException("A filter called next twice, or after it had answered: one call runs once.");
        try
        {
            return await handle(run);
        }
        finally
        {
            settled.SetResult();
        }
    }
}
