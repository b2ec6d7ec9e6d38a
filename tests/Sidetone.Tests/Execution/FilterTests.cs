using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

public sealed class FilterTests
{
    [Fact]
    public void A_call_is_not_over_before_its_handler_has_settled_although_a_filter_has_answered() => Interleavings.Explore(20, async () =>
    {
        var slow = new TaskCompletionSource();
        var inside = new List<Exception?>();
        var tool = new TestTool("writes", async (_, run) =>
        {
            await slow.Task;
            inside.Add(await Record.ExceptionAsync(() => run.Session!.RunAsync("inside")));
            return ToolResult.Text("written");
        });
        await using var test = await StartAsync(tool);
        var turn = test.Session.RunAsync("Go.");
        await test.SettleAsync();
        Assert.False(turn.IsCompleted);
        slow.SetResult();
        var call = Assert.Single((await turn).Calls);
        Assert.Equal((Outcome.Completed, "did not wait"), (call.Outcome, call.Output));
        Assert.IsType<InvalidOperationException>(Assert.Single(inside));    // it was inside the call still
    });

    [Fact]
    public async Task A_handler_that_no_filter_waits_for_is_told_at_its_deadline()
    {
        var cause = CancellationCause.None;
        var tool = new TestTool("hangs", async (_, run) =>
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, run.Time, run.CancellationToken);
            }
            finally
            {
                cause = run.CancellationCause;
            }
            return ToolResult.Nothing;
        });
        await using var test = await StartAsync(tool);
        var turn = test.Session.RunAsync("Go.");
        await test.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Outcome.Completed, Assert.Single((await turn).Calls).Outcome);
        Assert.Equal(CancellationCause.Deadline, cause);
    }

    [Fact]
    public async Task A_filter_runs_the_handler_once_and_not_after_it_has_answered()
    {
        var writes = TestTool.Returns("writes", "written");
        var twice = new Keeping { Asks = 2 };
        await using (var test = await StartAsync(writes, twice))
            Assert.Equal(Outcome.Faulted, (await test.Session.RunAsync("Go.")).Calls[0].Outcome);
        var late = new Keeping { Asks = 0 };
        await using (var test = await StartAsync(writes, late))
            Assert.Equal("kept", (await test.Session.RunAsync("Go.")).Calls[0].Output);
        foreach (var kept in new[] { twice, late })
            Assert.StartsWith("A filter called next twice, or after", (await Assert.ThrowsAsync<InvalidOperationException>(() => kept.Next!().AsTask())).Message, StringComparison.Ordinal);
    }

    private static Task<SessionTest> StartAsync(Tool tool, ToolFilter? filter = null) => SessionTest.StartAsync(
        new Agent("x") { Tools = [tool] },
        new ScriptedModel().Calls(tool.Name).Says("Done."),
        options: o => o with { Filters = [filter ?? new Impatient()] });

    private sealed class Keeping : ToolFilter
    {
        public int Asks { get; init; }

        public Func<ValueTask<ToolResult>>? Next { get; private set; }

        public override async ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
        {
            Next = next;
            for (var i = 0; i < Asks; i++)
                await next();
            return ToolResult.Text("kept");
        }
    }

    private sealed class Impatient : ToolFilter
    {
        public override ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
        {
            _ = next().AsTask();
            return new(ToolResult.Text("did not wait"));
        }
    }
}
