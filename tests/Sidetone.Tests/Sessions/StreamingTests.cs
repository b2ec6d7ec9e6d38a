using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class StreamingTests
{
    [Fact]
    public void All_that_is_said_in_a_turn_is_streamed_in_order_and_put_together_is_its_text() => Interleavings.Explore(20, async () =>
    {
        var sales = new Greeter("sales") { Greet = async context => await context.GenerateReplyAsync() };
        var looks = new TestTool("looks", async (_, run) => ToolResult.Text((await run.Session!.GenerateReplyAsync()).Text));
        var hands = new TestTool("to_sales", (_, _) => new(ToolResult.HandTo(sales)));
        var model = new ScriptedModel()
            .Says("I ", "look.").AndCalls("looks").Says("One ", "moment.")
            .Says("I hand you over.").AndCalls("to_sales").Says("Hello ", "from sales.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [looks, hands] }, model);
        var (pieces, result) = await ReadAsync(test, "Go.");
        Assert.Equal(["I ", "look.", "\n", "One ", "moment.", "\n", "I hand you over.", "\n", "Hello ", "from sales."], pieces);
        Assert.Equal(string.Concat(pieces), result.Text);
        Assert.Equal("sales", result.HandedTo);
    });

    [Fact]
    public async Task An_agent_that_takes_over_without_a_greeting_is_heard_too()
    {
        var hands = new TestTool("to_sales", (_, _) => new(ToolResult.HandTo(new Agent("Sales") { Id = "sales" })));
        var model = new ScriptedModel().Calls("to_sales").Says("Sales", ".");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [hands] }, model);
        var (pieces, result) = await ReadAsync(test, "Go.");
        Assert.Equal(["Sales", "."], pieces);
        Assert.Equal("Sales.", result.Text);
    }

    [Fact]
    public async Task The_words_that_end_a_turn_without_budget_are_heard()
    {
        var model = new ScriptedModel().Says("I try.").AndCalls("reads").Calls("reads");
        await using var test = await SessionTest.StartAsync(
            new Agent("x") { Tools = [TestTool.Returns("reads", "same")] }, model, options: o => o with { Limits = new() { MaxToolSteps = 1, StepBudgetText = "Sorry." } });
        var (pieces, result) = await ReadAsync(test, "Go.");
        Assert.Equal(["I try.", "\n", "Sorry."], pieces);
        Assert.Equal((TurnEnd.StepBudget, "I try.\nSorry."), (result.Reason, result.Text));
    }

    [Fact]
    public void What_the_model_said_before_its_time_was_over_was_said() => Interleavings.Explore(20, async () =>
    {
        var model = new ScriptedModel().Says("One moment.").AndHangs().Says("Yes?");
        await using var test = await SessionTest.StartAsync(new Agent("x"), model, options: o => o with { Limits = new() { ModelTimeout = TimeSpan.FromSeconds(5) } });
        var stream = test.Session.RunStreaming("Go.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => stream.Result);
        await test.Session.RunAsync("Hello?");
        Assert.Equal(["Go.", "One moment.", "Hello?", "Yes?"], test.Session.History.OfType<MessageItem>().Select(message => message.Text));
        Assert.Null(Replay.Run(test.Events).Divergence);
    });

    [Fact]
    public void A_turn_that_was_interrupted_before_the_log_has_its_request_says_nothing_any_more() => Interleavings.Explore(20, async () =>
    {
        var log = new TroubledLog();
        var model = new ScriptedModel().Says("Too late.").Otherwise().Says("Yes?");
        await using var test = await SessionTest.StartAsync(new Agent("x"), model, options: o => o with { Log = log });
        log.Hold();
        var reading = ReadAsync(test, "Go.");
        await test.SettleAsync();
        var second = test.Session.RunAsync("Wait.");
        await test.SettleAsync();
        log.ReleaseOne();       // the request, and not yet that it was interrupted
        await test.SettleAsync();
        log.Release();
        var (pieces, result) = await reading;
        Assert.Equal((TurnEnd.Interrupted, ""), (result.Reason, result.Text));
        Assert.Empty(pieces);
        Assert.Equal("Too late.", (await second).Text);     // the script's first answer: the model was asked once
        Assert.Single(model.Requests);
    });

    [Fact]
    public void An_interrupted_turn_has_streamed_what_its_text_says() => Interleavings.Explore(40, async () =>
    {
        var gate = new Gate();
        var model = new ScriptedModel().Says("One ").AndSays("moment ").AndWaits(gate).AndSays("please.").Says("Yes?");
        await using var test = await SessionTest.StartAsync(new Agent("x"), model);
        var reading = ReadAsync(test, "Go.");
        await gate.Reached;
        gate.Open();
        await test.Session.RunAsync("Wait.");
        var (pieces, result) = await reading;
        Assert.Equal(string.Concat(pieces), result.Text);
    });

    [Fact]
    public async Task A_stream_of_a_turn_that_fails_throws_after_its_words_and_so_does_its_result()
    {
        await using var test = await SessionTest.StartAsync(new Agent("x"), new ScriptedModel().Says("One ").AndFails(new IOException("gone")));
        var stream = test.Session.RunStreaming("Go.");
        var pieces = new List<string>();
        var thrown = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var words in stream)
                pieces.Add(words);
        });
        Assert.Equal(("gone", "One "), (thrown.Message, Assert.Single(pieces)));
        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(() => stream.Result)).Message);
    }

    [Fact]
    public async Task A_stream_that_was_cancelled_before_it_began_ends_at_once()
    {
        await using var test = await SessionTest.StartAsync(new Agent("x"), new ScriptedModel());
        await using var words = test.Session.RunStreaming("Go.", new CancellationToken(canceled: true)).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = words.MoveNextAsync();
        Assert.True(next.IsCompleted, "It waits for words that nobody will say.");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    private static async Task<(List<string> Pieces, RunResult Result)> ReadAsync(SessionTest test, string text)
    {
        var stream = test.Session.RunStreaming(text);
        var pieces = new List<string>();
        await foreach (var words in stream)
            pieces.Add(words);
        return (pieces, await stream.Result);
    }
}
