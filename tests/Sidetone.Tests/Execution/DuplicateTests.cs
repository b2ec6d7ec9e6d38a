using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

public sealed class DuplicateTests
{
    private static readonly ToolPolicy s_replace = new()
    {
        Effect = Effect.Idempotent,
        Interruption = OnInterruption.Cancel,
        Duplicates = OnDuplicate.Replace,
        DuplicateScope = DuplicateScope.Name,
    };

    [Fact]
    public async Task The_same_call_twice_in_one_response_runs_once()
    {
        var model = new ScriptedModel().Calls("writes", new { n = 1 }).AndCalls("writes", new { n = 1 }).Says("Done.");
        await using var test = await SessionTest.StartAsync(Agent(), model);
        var mock = test.Mock("writes").Returns("written");
        var result = await test.Session.RunAsync("Go.");
        Assert.Single(mock.Calls);
        Assert.Equal([Outcome.Completed, Outcome.Duplicate], result.Calls.Select(call => call.Outcome));
        Assert.StartsWith("written\n", result.Calls[1].Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_repeats_one_that_still_runs_after_an_interruption_joins_it()
    {
        var model = new ScriptedModel().Calls("writes", new { n = 1 }).Calls("writes", new { n = 1 }).Says("Done.");
        await using var test = await SessionTest.StartAsync(Agent(), model);
        var mock = test.Mock("writes");
        _ = test.Session.RunAsync("Go.");
        await mock.Started;
        var second = test.Session.RunAsync("Well?");
        await test.SettleAsync();
        mock.Complete("written");
        Assert.Equal(Outcome.Duplicate, (await second).Calls[0].Outcome);
        await test.SettleAsync();
        Assert.Single(mock.Calls);
        Assert.Equal(3, model.Requests.Count);      // the joiner told it: no reply of its own for the first
    }

    [Fact]
    public async Task A_call_whose_outcome_the_model_was_told_runs_again()
    {
        var model = new ScriptedModel().Calls("writes", new { n = 1 }).Calls("writes", new { n = 1 }).Says("Done.");
        await using var test = await SessionTest.StartAsync(Agent(), model);
        var mock = test.Mock("writes").Returns("written");
        await test.Session.RunAsync("Go.");
        Assert.Equal(2, mock.Calls.Count);
    }

    [Fact]
    public void A_call_does_not_join_one_that_ended_without_running() => Interleavings.Explore(60, async () =>
    {
        var gate = new Gate();
        var model = new ScriptedModel().Calls("writes", new { n = 1 }).AndCalls("writes", new { n = 1 }).Says("Done.");
        var filter = new FirstDenied();
        await using var test = await SessionTest.StartAsync(Agent(), model, options: o => o with { Filters = [filter] });
        var mock = test.Mock("writes").Returns("written");
        var result = await test.Session.RunAsync("Go.");
        Assert.Equal(Outcome.Denied, result.Calls[0].Outcome);
        Assert.Equal(Outcome.Completed, result.Calls[1].Outcome);
        Assert.Single(mock.Calls);
    });

    [Fact]
    public async Task A_repeat_of_an_action_that_was_taken_back_runs()
    {
        var undone = 0;
        var policy = new ToolPolicy { Effect = Effect.Reversible, Interruption = OnInterruption.Cancel };
        var tool = new TestTool("books", (_, _) => throw new InvalidOperationException(), policy, undo: _ => { undone++; return new(ToolResult.Nothing); });
        var gate = new Gate();
        var model = new ScriptedModel().Calls("books").Waits(gate).AndCalls("books").Says("Booked.").Otherwise().Says("Yes.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var mock = test.Mock("books").IgnoresCancellation();
        _ = test.Session.RunAsync("Book.");
        await mock.Started;
        var second = test.Session.RunAsync("No. Yes, do.");     // the first is told to stop
        await gate.Reached;
        mock.Complete("booked first");                          // but finishes all the same, and is taken back
        await test.SettleAsync();
        Assert.Single(mock.Undone);
        gate.Open();
        await test.SettleAsync();
        Assert.Equal(2, mock.Calls.Count);
        mock.Complete("booked again");
        Assert.Equal(Outcome.Completed, (await second).Calls[0].Outcome);
    }

    [Fact]
    public async Task An_action_that_somebody_joined_is_not_taken_back()
    {
        var policy = new ToolPolicy { Effect = Effect.Reversible, Interruption = OnInterruption.Cancel };
        var tool = new TestTool("books", (_, _) => throw new InvalidOperationException(), policy, undo: _ => new(ToolResult.Nothing));
        var model = new ScriptedModel().Calls("books").Calls("books").Says("Booked.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var mock = test.Mock("books").IgnoresCancellation();
        _ = test.Session.RunAsync("Book.");
        await mock.Started;
        var second = test.Session.RunAsync("No. Yes, do.");
        await test.SettleAsync();
        mock.Complete("booked");
        var result = await second;
        await test.SettleAsync();
        Assert.StartsWith("booked", result.Calls[0].Output, StringComparison.Ordinal);
        Assert.Empty(mock.Undone);
        Assert.Single(mock.Calls);
    }

    [Fact]
    public async Task What_replaces_a_replacement_waits_for_the_one_that_still_runs()
    {
        var model = new ScriptedModel().Calls("searches", new { q = "a" }).AndCalls("searches", new { q = "b" }).AndCalls("searches", new { q = "c" }).Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("searches", "", s_replace)] }, model);
        var mock = test.Mock("searches").IgnoresCancellation();
        var run = test.Session.RunAsync("Go.");
        await mock.Started;
        Assert.Single(mock.Calls);
        Assert.Equal("c", mock.Calls[0].Get<string>("q"));
        mock.Complete("found");
        Assert.Equal([Outcome.Cancelled, Outcome.Cancelled, Outcome.Completed], (await run).Calls.Select(call => call.Outcome));
    }

    [Fact]
    public async Task A_replacement_of_a_replacement_does_not_run_beside_the_first()
    {
        var gate = new Gate();
        var policy = s_replace with { Effect = Effect.ReadOnly };
        var model = new ScriptedModel().Calls("searches", new { q = "a" }).AndWaits(gate).AndCalls("searches", new { q = "b" }).AndCalls("searches", new { q = "c" }).Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("searches", "", policy)] }, model);
        var mock = test.Mock("searches").IgnoresCancellation();
        var run = test.Session.RunAsync("Go.");
        await mock.Started;
        gate.Open();
        await test.SettleAsync();
        Assert.Single(mock.Calls);      // "a" has not settled
        mock.Complete("found a");
        await test.SettleAsync();
        Assert.Equal(["a", "c"], mock.Calls.Select(call => call.Get<string>("q")));
        mock.Complete("found c");
        await run;
    }

    private static Agent Agent() => new("x") { Tools = [TestTool.Returns("writes", "really")] };

    private sealed class FirstDenied : ToolFilter
    {
        public override async ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
        {
            await Task.Yield();
            return run.CallId == new CallId(1) ? ToolResult.Denied("No.") : await next();
        }
    }
}
