namespace Sidetone.Tests.Law;

/// <summary>A filter that takes its time, denies, waits for an approval, does not wait for the handler, or fails before or after it.</summary>
internal sealed class StoryFilter(Story story) : ToolFilter
{
    public override async ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
    {
        await story.PauseAsync();
        switch (story.Next(20))
        {
            case 0: return ToolResult.Denied("Not now.", "filter");
            case 1: throw new InvalidOperationException("no authority");
            case 2: await story.GateAsync(run.CancellationToken); break;
            case 3: await story.GateAsync(default); break;
            case 4:
                await next();
                throw new InvalidOperationException("no audit");
            case 5:
                await next();
                return await next();
            case 6:
                _ = next().AsTask();
                return ToolResult.Text("not waited for");
            default: break;
        }
        return await next();
    }
}
