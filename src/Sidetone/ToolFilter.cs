namespace Sidetone;

/// <summary>Something around every call: to authorise, approve, audit, cache, redact. Filters run in the order in which they were added,
/// the first outermost; the handler is innermost, and is recorded as started only when all filters let it.</summary>
public abstract class ToolFilter
{
    /// <summary>Decides about a call. Return <c>await next()</c> to let it run, or a result of your own
    /// (<see cref="ToolResult.Denied(string, string?)"/>, a cached one) to answer it without running it.</summary>
    /// <param name="run">The call.</param>
    /// <param name="next">The rest: further filters, then the handler. Call it at most once.</param>
    public abstract ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next);
}
