using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Sidetone.Acceptance.Snippets;

// snippet: approval
/// <summary>Asks somebody before anything is changed.</summary>
public sealed class Approval(Func<RunContext, Task<bool>> ask) : ToolFilter
{
    public override async ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
    {
        if (run.Tool.Policy.Effect == Effect.ReadOnly || await ask(run))
            return await next();
        return ToolResult.Denied("A colleague has to allow this first, and did not.", reason: "approval");
    }
}
// end

// snippet: cache
/// <summary>Answers a call that only reads from memory, for as long as the session lives.</summary>
public sealed class Cache : ToolFilter
{
    private readonly ConcurrentDictionary<string, ToolResult> _known = new(StringComparer.Ordinal);

    public override async ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
    {
        var key = $"{run.Tool.Name} {Convert.ToBase64String(run.Arguments.Span)}";
        if (_known.TryGetValue(key, out var known))
            return known;
        var result = await next();
        if (result.Outcome == Outcome.Completed && run.Tool.Policy.Effect == Effect.ReadOnly)
            _known[key] = result;
        return result;
    }
}
// end

public sealed class Filters
{
    [Fact]
    public async Task Wrap_every_call()
    {
        IChatClient model = new OfflineModel();
        var agent = new Agent("You open doors.") { Tools = Doors.Tools };
        Task<bool> AskSupervisor(RunContext run) => Task.FromResult(run.Tool.Name.Length == 0);

        // snippet: filters
        await using var session = new AgentSession(model, agent, options: new() { Filters = [new Cache(), new Approval(AskSupervisor)] });
        // end
        var turn = await session.RunAsync("Open door 3 with pin \"4711\"");
        Assert.Equal((Outcome.Denied, "approval"), (turn.Calls[0].Outcome, turn.Calls[0].Reason));
    }
}
