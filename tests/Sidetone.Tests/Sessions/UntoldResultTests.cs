using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class UntoldResultTests
{
    [Theory]
    [InlineData(ResultDelivery.WhenIdle, 2)]
    [InlineData(ResultDelivery.Interrupt, 2)]
    [InlineData(ResultDelivery.NextTurn, 1)]
    [InlineData(ResultDelivery.Silent, 1)]
    public async Task A_result_just_before_an_interruption_is_told_as_one_just_after(ResultDelivery delivery, int requests)
    {
        var model = new ScriptedModel().Calls("charges").AndCalls("looks").Otherwise().Says("It is done.");
        Tool[] tools = [TestTool.Returns("charges", "", new() { Delivery = delivery }), TestTool.Returns("looks", "", new() { Effect = Effect.ReadOnly })];
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = tools }, model);
        var (charges, looks) = (test.Mock("charges"), test.Mock("looks"));
        var first = test.Session.RunAsync("Charge.");
        await looks.Started;
        await charges.Started;
        charges.Complete("ok");
        await test.SettleAsync();
        Assert.True(await test.Session.InterruptAsync(TestContext.Current.CancellationToken));
        await test.SettleAsync();
        Assert.True((await first).Interrupted);
        Assert.Equal(requests, model.Requests.Count);
        await test.Session.RunAsync("And?");
        Assert.Equal("ok", model.Requests[^1].OutputOf("c1"));
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task A_result_that_arrives_while_the_model_speaks_stands_after_what_it_said_without_knowing_it()
    {
        var gate = new Gate();
        var model = new ScriptedModel().Calls("slow").Says("It is still running.").AndWaits(gate).AndCalls("reads").Says("Both are done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("slow", ""), TestTool.Returns("reads", "read", new() { Effect = Effect.ReadOnly })] }, model);
        var slow = test.Mock("slow");
        _ = test.Session.RunAsync("Go.");
        await slow.Started;
        var second = test.Session.RunAsync("Well?");
        await gate.Reached;
        slow.Complete("at last");
        await test.SettleAsync();
        test.Session.AddToHistory(new ChatMessage(ChatRole.System, "It rains."));
        await test.SettleAsync();
        gate.Open();
        await second;
        var shown = model.Requests[^1].ToString();
        string[] inOrder = ["user: Well?", "assistant: It is still running. [c2", "tool: [c2", "[c1_result: at last]", "It rains."];
        Assert.Equal(inOrder, inOrder.OrderBy(words => shown.IndexOf(words, StringComparison.Ordinal)));
        Assert.All(inOrder, words => Assert.Contains(words, shown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_never_run_asks_for_no_reply_of_its_own()
    {
        var gate = new Gate();
        var model = new ScriptedModel().Calls("nothing_like_it").AndWaits(gate).Otherwise().Says("Yes?");
        await using var test = await SessionTest.StartAsync(new Agent("x"), model);
        _ = test.Session.RunAsync("Go.");
        await gate.Reached;
        Assert.True(await test.Session.InterruptAsync(TestContext.Current.CancellationToken));
        await test.SettleAsync();
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task What_only_reads_starts_before_its_record_is_durable_and_what_writes_does_not()
    {
        var log = new TroubledLog();
        var gate = new Gate();
        var model = new ScriptedModel().Says("Well, ").AndWaits(gate).AndCalls("reads").AndCalls("writes").Says("Done.");
        Tool[] tools = [TestTool.Returns("reads", "", new() { Effect = Effect.ReadOnly }), TestTool.Returns("writes", "")];
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = tools }, model, options: o => o with { Log = log });
        var (reads, writes) = (test.Mock("reads"), test.Mock("writes"));
        var run = test.Session.RunAsync("Go.");
        await gate.Reached;
        log.Hold();
        gate.Open();
        await test.SettleAsync();
        Assert.Single(reads.Calls);
        Assert.Empty(writes.Calls);
        Assert.Empty(log.Events.OfType<ToolCallRequested>());
        reads.Complete("read");
        await test.SettleAsync();
        Assert.Single(model.Requests);
        log.Release();
        await writes.Started;
        writes.Complete("written");
        Assert.Equal("Well, \nDone.", (await run).Text);
    }

    [Fact]
    public async Task Repeats_of_a_call_that_nobody_ever_allows_wait_no_longer_than_it()
    {
        var model = new ScriptedModel().Calls("charges").AndCalls("charges").AndCalls("charges").Says("Nobody allowed it.");
        await using var test = await SessionTest.StartAsync(
            new Agent("x") { Tools = [TestTool.Returns("charges", "charged")] }, model, options: o => o with { Filters = [new Never()] });
        var run = test.Session.RunAsync("Go.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(121));
        Assert.True(run.IsCompleted);
        var calls = (await run).Calls;
        Assert.Equal([Outcome.TimedOut, Outcome.Duplicate, Outcome.Duplicate], calls.Select(call => call.Outcome));
        Assert.StartsWith("This was never started", calls[2].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("second time", calls[2].Output, StringComparison.Ordinal);
    }

    private sealed class Never : ToolFilter
    {
        public override async ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next)
        {
            await new Gate().PassAsync(run.CancellationToken);
            return await next();
        }
    }
}
