using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

/// <summary>Try again, says the caller, and nobody knows whether the first time worked.</summary>
public sealed class UncertainTests
{
    private readonly List<string> _keys = [];

    [Fact]
    public async Task A_repeat_of_a_call_that_was_given_up_and_still_runs_gets_what_comes_of_that()
    {
        var model = new ScriptedModel().Calls("charges").Says("That took too long.").Calls("charges").Says("It is done.");
        await using var test = await SessionTest.StartAsync(Agent(), model);
        var mock = test.Mock("charges").IgnoresCancellation();
        var first = test.Session.RunAsync("Charge me.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(Outcome.TimedOut, (await first).Calls[0].Outcome);
        var second = test.Session.RunAsync("Try again.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(5));
        mock.Complete("charged");
        var again = (await second).Calls[0];
        Assert.Equal(Outcome.Duplicate, again.Outcome);
        Assert.StartsWith("charged\n", again.Output, StringComparison.Ordinal);
        Assert.Single(mock.Calls);
        Assert.Equal("It is done.", (await second).Text);
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task A_repeat_waits_as_long_as_its_tool_may_take_and_no_longer()
    {
        var model = new ScriptedModel().Calls("charges").Says("That took too long.").Calls("charges").Says("And again.").Calls("charges").Says("It is done.").Calls("charges").Says("Twice.");
        await using var test = await SessionTest.StartAsync(Agent(), model);
        var mock = test.Mock("charges").IgnoresCancellation();
        var first = test.Session.RunAsync("Charge me.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(40));
        await first;
        var second = test.Session.RunAsync("Try again.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.False(second.IsCompleted);
        await test.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(Outcome.TimedOut, (await second).Calls[0].Outcome);
        mock.Complete("charged");
        await test.SettleAsync();
        mock.Returns("charged again");
        var third = (await test.Session.RunAsync("And now?")).Calls[0];      // it was told that the first came to an end after all
        Assert.Equal((Outcome.Completed, "charged again"), (third.Outcome, third.Output));
        Assert.Equal(2, mock.Calls.Count);
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task What_nobody_knows_the_end_of_is_done_again_with_the_same_key_until_it_is_known()
    {
        var results = new Queue<Func<ToolResult>>(
        [
            () => throw new IOException("The line to the bank broke."), () => throw new IOException("And again."), () => ToolResult.Text("charged"), () => ToolResult.Text("charged"),
        ]);
        await using var test = await SessionTest.StartAsync(Agent(_ => results.Dequeue()()), Script(4));
        for (var i = 0; i < 4; i++)
            await test.Session.RunAsync("Charge me.");
        Assert.Equal(["conv_test:c1", "conv_test:c1", "conv_test:c1", "conv_test:c4"], _keys);
        Assert.Equal([(2, 1), (3, 1)], test.Events.OfType<ToolCallRetried>().Select(retried => (retried.Call.Number, retried.Of.Number)));
        Assert.Null(Replay.Run([.. test.Events.Select(happened => EventJson.Read(EventJson.Write(happened)))]).Divergence);
    }

    [Fact]
    public async Task What_the_tool_refused_or_did_not_even_begin_has_a_key_of_its_own()
    {
        await using var test = await SessionTest.StartAsync(Agent(_ => throw new ToolException("No.")), Script(2));
        await test.Session.RunAsync("Charge me.");
        await test.Session.RunAsync("Charge me.");
        Assert.Equal(["conv_test:c1", "conv_test:c2"], _keys);
        Assert.Empty(test.Events.OfType<ToolCallRetried>());
    }

    [Fact]
    public async Task Another_action_has_a_key_of_its_own()
    {
        var model = new ScriptedModel().Calls("charges", new { n = 1 }).Says("No luck.").Calls("charges", new { n = 2 }).Says("No luck.");
        await using var test = await SessionTest.StartAsync(Agent(_ => throw new IOException("The line to the bank broke.")), model);
        await test.Session.RunAsync("Charge me.");
        await test.Session.RunAsync("Charge me more.");
        Assert.Equal(["conv_test:c1", "conv_test:c2"], _keys);
    }

    [Fact]
    public async Task A_late_result_settles_what_nobody_knew()
    {
        var gate = new Gate();
        var runs = 0;
        var tool = new TestTool("charges", async (_, run) =>
        {
            _keys.Add(run.IdempotencyKey);
            if (++runs == 1)
                await gate.PassAsync(default);
            return ToolResult.Text("charged");
        });
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, Script(2));
        var first = test.Session.RunAsync("Charge me.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(40));
        await first;
        gate.Open();
        await test.SettleAsync();
        Assert.Equal(Outcome.Completed, test.Events.OfType<ToolCallLateResult>().Single().Outcome);
        await test.Session.RunAsync("Charge me once more.");
        Assert.Equal(["conv_test:c1", "conv_test:c2"], _keys);
    }

    [Fact]
    public async Task What_only_reads_or_allows_repeats_is_another_call_each_time()
    {
        foreach (var policy in new[] { new ToolPolicy { Effect = Effect.ReadOnly }, new ToolPolicy { Duplicates = OnDuplicate.Allow } })
        {
            _keys.Clear();
            await using var test = await SessionTest.StartAsync(Agent(_ => throw new IOException(), policy), Script(2));
            await test.Session.RunAsync("Charge me.");
            await test.Session.RunAsync("Charge me.");
            Assert.Equal(["conv_test:c1", "conv_test:c2"], _keys);
        }
    }

    private static ScriptedModel Script(int turns)
    {
        var model = new ScriptedModel();
        for (var i = 0; i < turns; i++)
            model.Calls("charges").Says("So it is.");
        return model;
    }

    private Agent Agent(Func<RunContext, ToolResult>? charge = null, ToolPolicy? policy = null) => new("x")
    {
        Tools =
        [
            new TestTool("charges", (_, run) =>
            {
                _keys.Add(run.IdempotencyKey);
                return new(charge!(run));
            }, policy),
        ],
    };
}
