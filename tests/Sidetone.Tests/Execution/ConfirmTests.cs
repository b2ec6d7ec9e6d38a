using System.Text.Json;
using Sidetone.Conversations;
using Sidetone.Testing;
using Sidetone.Tools;

namespace Sidetone.Tests.Execution;

public sealed class ConfirmTests
{
    private static readonly ToolPolicy s_confirm = new() { Duplicates = OnDuplicate.Confirm };

    [Fact]
    public async Task An_untold_action_is_not_repeated_without_a_confirmation_and_is_with_one()
    {
        var model = new ScriptedModel().Calls("pays", new { n = 1 }).Calls("pays", new { n = 1 }).Calls("pays", new { confirm_duplicate = true, n = 1 }).Says("Paid twice.");
        await using var test = await SessionTest.StartAsync(Payer(), model);
        var mock = test.Mock("pays");
        _ = test.Session.RunAsync("Pay.");
        await mock.Started;
        var second = test.Session.RunAsync("Well?");        // the first still runs, so the model cannot know what came of it
        await test.SettleAsync();
        Assert.Single(mock.Calls.ToList(), call => call.IsRunning && call.Id == new CallId(1));
        Assert.Equal(2, mock.Calls.Count);
        mock.Calls[0].Complete("paid");
        mock.Calls[1].Complete("paid again");
        var calls = (await second).Calls;
        Assert.Equal([(Outcome.Duplicate, "unconfirmed"), (Outcome.Completed, null)], calls.Select(call => (call.Outcome, call.Reason)));
        Assert.Contains("confirm_duplicate", calls[0].Output, StringComparison.Ordinal);
        Assert.Equal(2, mock.Calls.Select(call => call.IdempotencyKey).Distinct().Count());
        Assert.All(mock.Calls, call => Assert.Equal("""{"n":1}""", call.Arguments.GetRawText()));      // the confirmation is no argument
    }

    [Theory]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("\"true\"")]
    [InlineData("1")]
    public async Task Only_true_confirms(string confirmation)
    {
        var model = new ScriptedModel().Calls("pays", new { n = 1 }).AndCallsRaw("pays", $$"""{"n":1,"confirm_duplicate":{{confirmation}}}""").Says("Paid.");
        await using var test = await SessionTest.StartAsync(Payer(), model);
        var mock = test.Mock("pays").Returns("paid");
        Assert.Equal([Outcome.Completed, Outcome.Duplicate], (await test.Session.RunAsync("Pay.")).Calls.Select(call => call.Outcome));
        Assert.Single(mock.Calls);
    }

    [Fact]
    public async Task A_first_action_and_another_one_need_no_confirmation_and_do_not_mind_it()
    {
        var model = new ScriptedModel().Calls("pays", new { n = 1, confirm_duplicate = true }).AndCalls("pays", new { n = 2 }).Says("Paid both.");
        await using var test = await SessionTest.StartAsync(Payer(), model);
        var mock = test.Mock("pays").Returns("paid");
        Assert.All((await test.Session.RunAsync("Pay.")).Calls, call => Assert.Equal(Outcome.Completed, call.Outcome));
        Assert.Equal([1, 2], mock.Calls.Select(call => call.Get<int>("n")).Order());
    }

    [Fact]
    public async Task An_action_whose_outcome_was_told_is_repeated_without_asking()
    {
        var model = new ScriptedModel().Calls("pays", new { n = 1 }).Calls("pays", new { n = 1 }).Says("Paid.");
        await using var test = await SessionTest.StartAsync(Payer(), model);
        var mock = test.Mock("pays").Returns("paid");
        await test.Session.RunAsync("Pay.");
        Assert.Equal(2, mock.Calls.Count);
    }

    [Fact]
    public async Task By_name_alone_other_arguments_need_a_confirmation_too()
    {
        var model = new ScriptedModel().Calls("pays", new { n = 1 }).AndCalls("pays", new { n = 2 }).Says("Paid.");
        await using var test = await SessionTest.StartAsync(Payer(s_confirm with { DuplicateScope = DuplicateScope.Name }), model);
        test.Mock("pays").Returns("paid");
        Assert.Equal([Outcome.Completed, Outcome.Duplicate], (await test.Session.RunAsync("Pay.")).Calls.Select(call => call.Outcome));
    }

    [Theory]
    [InlineData(false, """ "boolean" """, """ ["n"] """)]
    [InlineData(true, """ ["boolean","null"] """, """ ["n","confirm_duplicate"] """)]
    public void A_model_is_shown_the_confirmation_in_either_profile(bool strict, string type, string required)
    {
        var declared = Payer().Tools[0].Declaration;
        var shown = Confirmation.AddTo(JsonElement.Parse((strict ? declared.StrictSchema!.Value : declared.Schema).Span), strict);
        Assert.Equal(type.Trim(), shown.GetProperty("properties").GetProperty("confirm_duplicate").GetProperty("type").GetRawText());
        Assert.Equal(required.Trim(), shown.GetProperty("required").GetRawText());
    }

    private static Agent Payer(ToolPolicy? policy = null) => new("x") { Tools = [Tool.Create("pays", "Pays.", (int n) => $"{n}", policy ?? s_confirm)] };
}
