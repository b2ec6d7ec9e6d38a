namespace Sidetone.Execution;

/// <summary>The filters around one call, the first outermost, and its handler within them: it runs once, and the call is not over before it
/// has settled, whatever a filter answers in the meantime.</summary>
internal sealed class FilterChain(IReadOnlyList<ToolFilter> filters, CallRun run, Func<CallRun, Task<ToolResult>> handle)
{
    private Task<ToolResult>? _handling;
    private bool _isBegun;

    public async ValueTask<ToolResult> RunAsync()
    {
        try
        {
            return await NextAsync(0);
        }
        finally
        {
            if (_handling is Task handling)
                await handling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private ValueTask<ToolResult> NextAsync(int index) =>
        index == filters.Count ? new(HandleAsync()) : filters[index].InvokeAsync(run, () => NextAsync(index + 1));

    private Task<ToolResult> HandleAsync()
    {
        if (Interlocked.Exchange(ref _isBegun, true))
            throw new InvalidOperationException("A filter called next twice: one call runs once.");
        return _handling = handle(run);
    }
}
