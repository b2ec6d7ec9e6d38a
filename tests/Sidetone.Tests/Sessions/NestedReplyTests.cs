using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class NestedReplyTests
{
    private static readonly ToolPolicy s_readOnly = new() { Effect = Effect.ReadOnly };

    [Fact]
    public void A_reply_inside_a_tool_is_spoken_at_once_and_its_turn_goes_on_after_it() => Interleavings.Explore(20, async () =>
    {
        var tool = new TestTool("slow", async (_, run) =>
        {
            var reply = await run.Session!.GenerateReplyAsync(new() { Instructions = "Say that it takes a while." });
            return ToolResult.Text(reply.Text + " done");
        });
        var model = new ScriptedModel().Calls("slow").Says("One moment.").Says("It is done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var result = await test.Session.RunAsync("Go.");
        Assert.Equal("One moment.\nIt is done.", result.Text);
        Assert.Equal("none", model.Requests[1].ToolMode);
        Assert.Equal("One moment. done", model.Requests[2].OutputOf("c1_result"));
    });

    [Fact]
    public void Two_calls_of_one_response_may_both_speak() => Interleavings.Explore(40, async () =>
    {
        var tool = new TestTool("slow", async (_, run) => ToolResult.Text((await run.Session!.GenerateReplyAsync()).Text), new() { Duplicates = OnDuplicate.Allow });
        var model = new ScriptedModel().Calls("slow").AndCalls("slow").Says("One.").Says("Two.").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var run = test.Session.RunAsync("Go.");
        await test.SettleAsync();
        Assert.True(run.IsCompleted);
        Assert.Equal("One.\nTwo.\nDone.", (await run).Text);
        Assert.Equal(TimeSpan.Zero, test.Time.Elapsed);
    });

    [Fact]
    public void A_call_that_started_while_the_model_still_spoke_may_speak_when_it_has_ended() => Interleavings.Explore(40, async () =>
    {
        var tool = new TestTool("looks", async (_, run) => ToolResult.Text((await run.Session!.GenerateReplyAsync()).Text), s_readOnly);
        var gate = new Gate();
        var model = new ScriptedModel().Calls("looks").AndWaits(gate).AndSays("well").Says("One moment.").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var run = test.Session.RunAsync("Go.");
        await test.SettleAsync();
        gate.Open();
        await test.SettleAsync();
        Assert.True(run.IsCompleted);
        Assert.EndsWith("Done.", (await run).Text, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, test.Time.Elapsed);
    });

    [Fact]
    public void A_call_of_a_reply_that_nobody_asked_for_may_speak() => Interleavings.Explore(20, async () =>
    {
        var late = new TestTool("late", (_, _) => throw new InvalidOperationException());
        var speaks = new TestTool("speaks", async (_, run) => ToolResult.Text((await run.Session!.GenerateReplyAsync()).Text));
        var model = new ScriptedModel().Calls("late").Says("Yes?").Calls("speaks").Says("One moment.").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [late, speaks] }, model);
        var mock = test.Mock("late");
        _ = test.Session.RunAsync("Go.");
        await mock.Started;
        await test.Session.RunAsync("Hello?");
        mock.Complete("finished");
        await test.SettleAsync();
        Assert.Empty(model.Unused);
        Assert.Equal(TimeSpan.Zero, test.Time.Elapsed);
    });

    [Fact]
    public void Cancelling_a_reply_inside_a_tool_leaves_the_turn_of_the_tool_alone() => Interleavings.Explore(40, async () =>
    {
        using var source = new CancellationTokenSource();
        var tool = new TestTool("slow", async (_, run) =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Session!.GenerateReplyAsync(null, source.Token));
            return ToolResult.Text("quiet");
        });
        var gate = new Gate();
        var model = new ScriptedModel().Calls("slow").Says("One ").AndWaits(gate).Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var run = test.Session.RunAsync("Go.");
        await gate.Reached;
        Cancel(source);
        var result = await run;
        Assert.Equal(TurnEnd.Completed, result.Reason);
        Assert.Equal("One \nDone.", result.Text);
        Assert.Equal(Outcome.Completed, result.Calls[0].Outcome);
    });

    [Fact]
    public void Cancelling_a_reply_inside_a_protected_tool_stops_its_words() => Interleavings.Explore(20, async () =>
    {
        using var source = new CancellationTokenSource();
        var tool = new TestTool(
            "charge",
            async (_, run) =>
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Session!.GenerateReplyAsync(null, source.Token));
                return ToolResult.Text("charged");
            },
            new() { Interruption = OnInterruption.Protect });
        var gate = new Gate();
        var model = new ScriptedModel().Calls("charge").Says("One ").AndWaits(gate).AndSays("moment").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var run = test.Session.RunAsync("Go.");
        await gate.Reached;
        Cancel(source);
        await test.SettleAsync();
        Assert.Equal("One \nDone.", (await run).Text);
    });

    [Fact]
    public void Taking_back_a_reply_that_waits_does_not_silence_the_one_that_speaks() => Interleavings.Explore(20, async () =>
    {
        using var source = new CancellationTokenSource();
        var gate = new Gate();
        var model = new ScriptedModel().Says("One ").AndWaits(gate).AndSays("moment.");
        await using var test = await SessionTest.StartAsync(new Agent("x"), model);
        var run = test.Session.RunAsync("Go.");
        await gate.Reached;
        var reply = test.Session.GenerateReplyAsync(null, source.Token);
        await test.SettleAsync();
        Cancel(source);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
        await test.SettleAsync();
        gate.Open();
        await test.SettleAsync();
        Assert.True(run.IsCompleted);
        Assert.Equal("One moment.", (await run).Text);
    });

    private static void Cancel(CancellationTokenSource source) => source.Cancel();
}
