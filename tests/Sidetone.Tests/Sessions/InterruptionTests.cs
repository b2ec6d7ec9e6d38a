using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class InterruptionTests
{
    [Fact]
    public async Task Words_behind_a_protected_call_are_answered_after_it()
    {
        var model = new ScriptedModel().Calls("charges").Says("Charged.").Says("Yes, I heard you.");
        await using var test = await StartAsync(model, new() { Interruption = OnInterruption.Protect });
        var mock = test.Mock("charges");
        var first = test.Session.RunAsync("Charge.");
        await mock.Started;
        var second = test.Session.RunAsync("Hello?");
        await test.SettleAsync();
        Assert.False(await test.Session.InterruptAsync(TestContext.Current.CancellationToken));
        mock.Complete("ok");
        Assert.Equal("Charged.", (await first).Text);
        Assert.Equal("Yes, I heard you.", (await second).Text);
    }

    [Fact]
    public async Task A_token_throws_also_when_the_turn_is_protected()
    {
        using var source = new CancellationTokenSource();
        await using var test = await StartAsync(new ScriptedModel().Calls("charges").Says("Charged."), new() { Interruption = OnInterruption.Protect });
        var mock = test.Mock("charges");
        var run = test.Session.RunAsync("Charge.", source.Token);
        await mock.Started;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.False(mock.Calls[0].CancellationToken.IsCancellationRequested);
        mock.Complete("ok");
        await test.SettleAsync();
        Assert.Empty(test.Model.Unused);
    }

    [Fact]
    public async Task What_was_heard_is_kept_and_a_complete_call_that_had_not_started_is_cancelled()
    {
        var gate = new Gate();
        var model = new ScriptedModel().Says("I will ").AndCalls("charges").AndWaits(gate).AndSays("now.").Says("All right.");
        await using var test = await StartAsync(model, new());
        var run = test.Session.RunAsync("Charge.");
        await gate.Reached;
        await test.Session.RunAsync("No!");
        Assert.Equal(("I will ", Outcome.Cancelled), (await run) is { Calls: [var call], Text: var text } ? (text, call.Outcome) : default);
        Assert.Empty(test.Events.OfType<ToolCallStarted>());
    }

    [Fact]
    public async Task Three_quick_turns_are_one_answer_to_all_the_words()
    {
        var model = new ScriptedModel().Otherwise().Says("All three.");
        await using var test = await StartAsync(model, new());
        var runs = new[] { test.Session.RunAsync("One."), test.Session.RunAsync("Two."), test.Session.RunAsync("Three.") };
        var results = await Task.WhenAll(runs);
        Assert.Equal([true, true, false], results.Select(result => result.Interrupted));
        Assert.Equal(["One.", "Two.", "Three."], test.Session.History.OfType<MessageItem>().Where(said => said.Role == "user").Select(said => said.Text));
    }

    [Fact]
    public async Task What_finished_although_it_was_told_to_stop_is_taken_back_and_noted()
    {
        var tool = new TestTool("charges", (_, _) => new(ToolResult.Nothing), new() { Effect = Effect.Reversible, Interruption = OnInterruption.Cancel }, undo: _ => new(ToolResult.Nothing));
        var model = new ScriptedModel().Calls("charges").Says("Stopped.").Otherwise().Says("It was taken back.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var mock = test.Mock("charges").IgnoresCancellation();
        _ = test.Session.RunAsync("Charge.");
        await mock.Started;
        await test.Session.RunAsync("Stop!");
        mock.Complete("charged");
        await test.SettleAsync();
        Assert.Single(mock.Undone);
        await test.Session.RunAsync("And?");
        Assert.Contains(model.Requests[^1].Messages, message => message.Text.Contains("c1 (charges) was taken back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_promise_to_the_model_that_a_result_follows_is_kept_when_the_call_is_cancelled()
    {
        var policy = new ToolPolicy { Effect = Effect.ReadOnly };
        var speaks = new TestTool("speaks", async (_, run) => ToolResult.Text((await run.Session!.GenerateReplyAsync()).Text));
        var model = new ScriptedModel().Calls("speaks").AndCalls("looks").Says("One moment.").Otherwise().Says("All right.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [speaks, TestTool.Returns("looks", "", policy)] }, model);
        var looks = test.Mock("looks");
        _ = test.Session.RunAsync("Look.");
        await looks.Started;
        Assert.StartsWith("This is still running; its result will follow", model.Requests[1].OutputOf("c2"), StringComparison.Ordinal);
        await test.Session.InterruptAsync(TestContext.Current.CancellationToken);
        await test.SettleAsync();
        await test.Session.RunAsync("Well?");
        Assert.Equal("This was cancelled.", model.Requests[^1].OutputOf("c2_result"));
    }

    [Theory]
    [InlineData(ResultDelivery.WhenIdle, 3)]
    [InlineData(ResultDelivery.Interrupt, 3)]
    [InlineData(ResultDelivery.NextTurn, 2)]
    [InlineData(ResultDelivery.Silent, 2)]
    public async Task A_late_result_reaches_the_caller_as_its_tool_declares(ResultDelivery delivery, int requests)
    {
        var model = new ScriptedModel().Calls("charges").Says("Yes?").Otherwise().Says("It is done.");
        await using var test = await StartAsync(model, new() { Delivery = delivery });
        var mock = test.Mock("charges");
        _ = test.Session.RunAsync("Charge.");
        await mock.Started;
        await test.Session.RunAsync("Hello?");
        mock.Complete("ok");
        await test.SettleAsync();
        Assert.Equal(requests, model.Requests.Count);
        await test.Session.RunAsync("And?");
        Assert.Equal("ok", model.Requests[^1].OutputOf("c1_result"));
    }

    [Fact]
    public async Task A_result_that_may_not_wait_interrupts_the_reply_also_when_it_is_that_time_ran_out()
    {
        var gate = new Gate();
        var model = new ScriptedModel().Calls("charges").Says("Well, ").AndWaits(gate).Otherwise().Says("It took too long.");
        await using var test = await StartAsync(model, new() { Delivery = ResultDelivery.Interrupt, Timeout = TimeSpan.FromSeconds(1) });
        var mock = test.Mock("charges").IgnoresCancellation();
        _ = test.Session.RunAsync("Charge.");
        await mock.Started;
        var second = test.Session.RunAsync("Hello?");
        await test.AdvanceAsync(TimeSpan.FromSeconds(4));
        Assert.True((await second).Interrupted);
        Assert.StartsWith("This took too long", model.Requests[^1].OutputOf("c1_result"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_fails_to_tell_a_late_result_loses_nothing()
    {
        var model = new ScriptedModel().Calls("charges").Says("Yes?").Fails(new IOException("down")).Says("It is done.");
        await using var test = await StartAsync(model, new());
        var mock = test.Mock("charges");
        _ = test.Session.RunAsync("Charge.");
        await mock.Started;
        await test.Session.RunAsync("Hello?");
        mock.Complete("ok");
        await test.SettleAsync();
        Assert.Equal("It is done.", (await test.Session.RunAsync("And?")).Text);
        Assert.Equal("ok", model.Requests[^1].OutputOf("c1_result"));
    }

    private static Task<SessionTest> StartAsync(ScriptedModel model, ToolPolicy policy) =>
        SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("charges", "", policy)] }, model);
}
