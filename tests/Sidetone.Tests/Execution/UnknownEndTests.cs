using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

/// <summary>Races around an action that nobody knows the end of: what comes of it is learned late, or by way of another call.</summary>
public sealed class UnknownEndTests
{
    private static readonly DataContent s_image = new(new byte[3000], "image/png");

    private readonly List<string> _keys = [];

    [Fact]
    public async Task A_repeat_that_runs_in_the_place_of_one_that_was_not_allowed_has_the_key_of_what_nobody_knows()
    {
        var model = new ScriptedModel().Calls("charges").Says("That broke.").Calls(("charges", null), ("charges", null)).Says("It is done.");
        var agent = new Agent("x")
        {
            Tools =
            [
                new TestTool("charges", (_, run) =>
                {
                    _keys.Add(run.IdempotencyKey);
                    return _keys.Count == 1 ? throw new IOException("The line to the bank broke.") : new(ToolResult.Text("charged"));
                }),
            ],
        };
        await using var test = await SessionTest.StartAsync(agent, model, options: o => o with { Filters = [new DeniesOnly(2)] });
        await test.Session.RunAsync("Charge me.");
        var calls = (await test.Session.RunAsync("Try again.")).Calls;
        Assert.Equal([Outcome.Denied, Outcome.Completed], calls.Select(call => call.Outcome));
        Assert.Equal(["conv_test:c1", "conv_test:c1"], _keys);
        Assert.Null(Replay.Run([.. test.Events.Select(happened => EventJson.Read(EventJson.Write(happened)))]).Divergence);
    }

    [Fact]
    public async Task What_replaces_the_same_action_has_its_key_when_that_was_stopped_half_way()
    {
        var begun = new TaskCompletionSource();
        var tool = new TestTool(
            "charges",
            async (_, run) =>
            {
                _keys.Add(run.IdempotencyKey);
                if (begun.TrySetResult())
                    await new Gate().PassAsync(run.CancellationToken);
                return ToolResult.Text("charged");
            },
            new() { Effect = Effect.Idempotent, Interruption = OnInterruption.Cancel, Duplicates = OnDuplicate.Replace });
        await using var executor = new ToolExecutor([tool], null, new() { ConversationId = "conv_test" });
        var first = executor.CallAsync(Request("r1"));
        await begun.Task;
        Assert.Equal(Outcome.Completed, (await executor.CallAsync(Request("r1"))).Outcome);
        Assert.Equal(Outcome.Cancelled, (await first).Outcome);
        Assert.Equal(["conv_test:c1", "conv_test:c1"], _keys);
    }

    [Fact]
    public async Task A_repeat_that_the_model_asks_for_before_it_can_know_a_late_result_gets_that()
    {
        var speaking = new Gate();
        var model = new ScriptedModel().Calls("charges").Says("That took too long.").Says("I try.").AndWaits(speaking).AndCalls("charges").Says("It is done.").Calls("charges").Says("Twice.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("charges", "")] }, model);
        var mock = test.Mock("charges").IgnoresCancellation();
        var first = test.Session.RunAsync("Charge me.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(40));
        await first;
        var second = test.Session.RunAsync("Try again.");
        await test.SettleAsync();
        mock.Complete("charged");
        await test.SettleAsync();
        mock.Returns("charged again");
        speaking.Open();
        var again = (await second).Calls[0];
        Assert.Equal(Outcome.Duplicate, again.Outcome);
        Assert.StartsWith("charged\n", again.Output, StringComparison.Ordinal);
        Assert.Equal(Outcome.Completed, (await test.Session.RunAsync("And once more.")).Calls[0].Outcome);
        Assert.Equal(2, mock.Calls.Count);
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task Behind_a_wire_nobody_tells_of_a_late_result_but_a_repeat()
    {
        var time = new VirtualTime();
        var gate = new Gate();
        var begun = new TaskCompletionSource();
        var tool = new TestTool("charges", async (_, run) =>
        {
            _keys.Add(run.IdempotencyKey);
            begun.TrySetResult();
            await gate.PassAsync(default);
            return ToolResult.Text("charged");
        });
        await using var executor = new ToolExecutor([tool], null, new() { ConversationId = "conv_test", Time = time });
        var first = executor.CallAsync(Request("r1")).AsTask();
        await begun.Task;
        while (!first.IsCompleted)
        {
            await Task.Yield();
            time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(Outcome.TimedOut, (await first).Outcome);
        time.Advance(TimeSpan.FromMinutes(1));
        gate.Open();
        await foreach (var happened in executor.Log.ReadAsync(follow: true, cancellationToken: TestContext.Current.CancellationToken))
        {
            if (happened is ToolCallLateResult)
                break;
        }
        var second = await executor.CallAsync(Request("r2"));
        Assert.Equal((Outcome.Duplicate, "charged"), (second.Outcome, second.Output));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Outcome.Completed, (await executor.CallAsync(Request("r3"))).Outcome);
        Assert.Equal(["conv_test:c1", "conv_test:c3"], _keys);
    }

    [Fact]
    public async Task An_image_of_a_call_that_was_given_up_is_shown_with_the_note_of_its_late_result()
    {
        var model = new ScriptedModel().Calls("map").Says("That took too long.").Says("There.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("map", "")] }, model);
        var mock = test.Mock("map").IgnoresCancellation();
        var first = test.Session.RunAsync("Show me.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(40));
        await first;
        mock.Complete(ToolResult.Content(s_image));
        await test.SettleAsync();
        await test.Session.RunAsync("And now?");
        Assert.Single(model.Requests[^1].Messages, message => message.Contents.Contains(s_image));
    }

    [Fact]
    public async Task A_repeat_of_a_handover_that_was_given_up_hands_over_when_that_settles()
    {
        var model = new ScriptedModel().Calls("on").Says("That took too long.").Calls("on").Says("Sales.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Id = "desk", Tools = [TestTool.Returns("on", "")] }, model);
        var mock = test.Mock("on").IgnoresCancellation();
        var first = test.Session.RunAsync("Put me through.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(40));
        await first;
        var second = test.Session.RunAsync("Try again.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(5));
        mock.Complete(ToolResult.HandTo(new("sales") { Id = "sales" }));
        await second;
        Assert.Equal("sales", Assert.Single(test.Events.OfType<HandedOff>()).To);
        Assert.Null(Replay.Run([.. test.Events.Select(happened => EventJson.Read(EventJson.Write(happened)))]).Divergence);
    }

    [Fact]
    public async Task A_repeat_that_waits_for_what_never_ends_can_be_interrupted_as_its_tool_can()
    {
        var policy = new ToolPolicy { Effect = Effect.Idempotent, Timeout = Timeout.InfiniteTimeSpan, Interruption = OnInterruption.Cancel };
        var model = new ScriptedModel().Calls("hangs").Calls("hangs").Says("I leave it.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("hangs", "", policy)] }, model);
        test.Mock("hangs").IgnoresCancellation();
        var first = test.Session.RunAsync("Go.");
        await test.SettleAsync();
        await test.Session.InterruptAsync();
        await test.AdvanceAsync(TimeSpan.FromSeconds(5));
        await first;
        var second = test.Session.RunAsync("Try again.");
        await test.SettleAsync();
        await test.Session.InterruptAsync();
        await second;
        Assert.Equal([Outcome.Cancelled, Outcome.Cancelled], test.Events.OfType<ToolCallEnded>().Select(ended => ended.Outcome));
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    private static ToolRequest Request(string response) => new("charges", "{}"u8.ToArray()) { ResponseId = response };

    private sealed class DeniesOnly(int number) : ToolFilter
    {
        public override ValueTask<ToolResult> InvokeAsync(RunContext run, Func<ValueTask<ToolResult>> next) =>
            run.CallId.Number == number ? new(ToolResult.Denied("Not now.")) : next();
    }
}
