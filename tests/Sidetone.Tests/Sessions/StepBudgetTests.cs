using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class StepBudgetTests
{
    private static readonly ToolPolicy s_readOnly = new() { Effect = Effect.ReadOnly };

    [Fact]
    public async Task The_last_step_is_asked_with_tools_off_and_its_calls_are_denied_and_words_follow_always()
    {
        var model = new ScriptedModel().Calls("reads", new { n = 1 }).Calls("reads", new { n = 2 }).Calls("reads", new { n = 3 });
        await using var test = await SessionTest.StartAsync(Reader(), model, options: o => o with { Limits = new() { MaxToolSteps = 2, StepBudgetText = "Sorry." } });
        var result = await test.Session.RunAsync("Go.");
        Assert.Equal("none", model.Requests[2].ToolMode);
        Assert.Equal((Outcome.Denied, "step_budget"), (result.Calls[2].Outcome, result.Calls[2].Reason));
        Assert.Equal("Sorry.", result.Text);
        Assert.Equal(TurnEnd.StepBudget, result.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task A_model_that_has_nothing_to_say_in_the_last_step_gets_words_all_the_same(string words)
    {
        var model = new ScriptedModel().Calls("reads", new { n = 1 }).Says(words);
        await using var test = await SessionTest.StartAsync(Reader(), model, options: o => o with { Limits = new() { MaxToolSteps = 1, StepBudgetText = "Sorry." } });
        var result = await test.Session.RunAsync("Go.");
        Assert.Contains("Sorry.", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_goes_in_circles_is_denied_from_then_on_and_not_every_other_time()
    {
        var model = new ScriptedModel();
        for (var i = 0; i < 8; i++)
            model.Calls("reads");
        model.Says("I give up.");
        await using var test = await SessionTest.StartAsync(Reader(), model);
        var result = await test.Session.RunAsync("Go.");
        Assert.Equal(
            ["completed", "completed", "completed", "denied", "denied", "denied", "denied", "denied"],
            result.Calls.Select(call => call.Outcome.ToString()));
        Assert.All(result.Calls.Skip(3), call => Assert.Equal("loop_guard", call.Reason));
    }

    [Fact]
    public async Task Too_many_calls_in_one_response_are_denied_one_by_one()
    {
        var model = new ScriptedModel().Calls("reads", new { n = 1 });
        for (var n = 2; n <= 4; n++)
            model.AndCalls("reads", new { n });
        model.Says("Done.");
        await using var test = await SessionTest.StartAsync(Reader(), model, options: o => o with { Limits = new() { MaxCallsPerStep = 2 } });
        var result = await test.Session.RunAsync("Go.");
        Assert.Equal([null, null, "too_many_calls", "too_many_calls"], result.Calls.Select(call => call.Reason));
    }

    private static Agent Reader() => new("x") { Tools = [TestTool.Returns("reads", "same", s_readOnly), TestTool.Returns("writes", "written")] };
}
