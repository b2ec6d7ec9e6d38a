using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class ToolChoiceTests
{
    [Fact]
    public async Task A_required_tool_is_required_only_until_it_was_called()
    {
        var model = new ScriptedModel().Calls("reads").Says("Done.");
        await using var test = await SessionTest.StartAsync(Reader(), model);
        var result = await test.Session.GenerateReplyAsync(new() { ToolChoice = ChatToolMode.RequireSpecific("reads"), Tools = ["reads"] });
        Assert.Equal(["reads", "auto"], model.Requests.Select(request => request.ToolMode));
        Assert.Equal((TurnEnd.Completed, "Done."), (result.Reason, result.Text));
    }

    [Fact]
    public async Task Another_tool_than_the_required_one_is_denied_and_the_required_one_asked_for_again()
    {
        var model = new ScriptedModel().Calls("writes").Calls("reads").Says("Done.");
        await using var test = await SessionTest.StartAsync(Reader(), model);
        var result = await test.Session.GenerateReplyAsync(new() { ToolChoice = ChatToolMode.RequireSpecific("reads") });
        Assert.Equal((Outcome.Denied, "tool_choice"), (result.Calls[0].Outcome, result.Calls[0].Reason));
        Assert.Equal(["reads", "reads", "auto"], model.Requests.Select(request => request.ToolMode));
        Assert.Equal(TurnEnd.Completed, result.Reason);
    }

    [Theory]
    [InlineData("reads")]
    [InlineData(null)]
    public async Task A_required_tool_that_the_model_does_not_call_is_said_in_the_end(string? name)
    {
        var model = new ScriptedModel().Says("I would rather not.");
        await using var test = await SessionTest.StartAsync(Reader(), model);
        var result = await test.Session.GenerateReplyAsync(new() { ToolChoice = name is null ? ChatToolMode.RequireAny : ChatToolMode.RequireSpecific(name) });
        Assert.Equal((TurnEnd.ToolNotCalled, "I would rather not."), (result.Reason, result.Text));
    }

    [Fact]
    public async Task A_tool_that_does_not_exist_is_not_the_one_that_was_required()
    {
        var model = new ScriptedModel().Calls("invented").Calls("reads").Says("Done.");
        await using var test = await SessionTest.StartAsync(Reader(), model);
        var result = await test.Session.GenerateReplyAsync(new() { ToolChoice = ChatToolMode.RequireAny });
        Assert.Equal(["required", "required", "auto"], model.Requests.Select(request => request.ToolMode));
        Assert.Equal(TurnEnd.Completed, result.Reason);
    }

    [Fact]
    public async Task Required_calls_end_with_the_step_budget()
    {
        var model = new ScriptedModel().Calls("writes").Calls("writes").Says("I cannot.");
        await using var test = await SessionTest.StartAsync(Reader(), model, options: o => o with { Limits = new() { MaxToolSteps = 2 } });
        var result = await test.Session.GenerateReplyAsync(new() { ToolChoice = ChatToolMode.RequireSpecific("reads") });
        Assert.Equal(["reads", "reads", "none"], model.Requests.Select(request => request.ToolMode));
        Assert.Equal(TurnEnd.ToolNotCalled, result.Reason);
    }

    [Fact]
    public async Task A_call_that_was_made_although_tools_are_off_is_denied()
    {
        var model = new ScriptedModel().Calls("writes").Says("Done.");
        await using var test = await SessionTest.StartAsync(Reader(), model);
        var result = await test.Session.GenerateReplyAsync(new() { ToolChoice = ChatToolMode.None });
        Assert.Equal((Outcome.Denied, "tool_choice"), (result.Calls[0].Outcome, result.Calls[0].Reason));
        Assert.Equal(["none", "none"], model.Requests.Select(request => request.ToolMode));
    }

    [Fact]
    public async Task A_tool_may_be_called_none()
    {
        var model = new ScriptedModel().Calls("none").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("none", "nothing")] }, model);
        var result = await test.Session.GenerateReplyAsync(new() { ToolChoice = ChatToolMode.RequireSpecific("none") });
        Assert.Equal(Outcome.Completed, result.Calls[0].Outcome);
        await test.DisposeAsync();
        Assert.Null(Replay.Run(test.Events).Divergence);
    }

    [Fact]
    public async Task Another_agent_that_does_not_have_the_required_tool_may_speak()
    {
        var model = new ScriptedModel().Calls("to_sales").Says("Sales.");
        var agent = new Agent("x") { Tools = [TestTool.Returns("reads", "same"), new TestTool("to_sales", (_, _) => new(ToolResult.HandTo(new Agent("Sales"))))] };
        await using var test = await SessionTest.StartAsync(agent, model);
        var result = await test.Session.GenerateReplyAsync(new() { ToolChoice = ChatToolMode.RequireAny });
        Assert.Equal((TurnEnd.Completed, "Sales."), (result.Reason, result.Text));
    }

    [Theory]
    [InlineData("invented", null, "The reply requires tool 'invented', which agent 'agent' does not have. It has: reads, writes, hides.")]
    [InlineData("reads", "writes", "The reply requires tool 'reads', but does not offer it")]
    [InlineData(null, "invented", "Agent 'agent' has no tool or toolset 'invented'. It has: reads, writes, hides.")]
    public async Task A_tool_that_is_not_there_cannot_be_required_or_offered(string? required, string? offered, string message)
    {
        await using var session = new AgentSession(new ScriptedModel(), Reader());      // not started yet: it is found all the same
        var reply = new ReplyOptions { ToolChoice = required is null ? null : ChatToolMode.RequireSpecific(required), Tools = offered is null ? null : [offered] };
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => session.GenerateReplyAsync(reply));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_toolset_is_offered_whole_by_its_id_and_one_that_is_not_ready_offers_nothing()
    {
        var inner = new Troubled("inner") { Tools = [TestTool.Returns("locks", "same")] };
        var down = new Troubled("down") { Tools = [TestTool.Returns("lights", "same")], Setup = _ => throw new InvalidOperationException("down"), IsRequired = false };
        var agent = new Agent("x")
        {
            Tools = [TestTool.Returns("reads", "same")],
            Toolsets = [new Troubled("doors") { Tools = [TestTool.Returns("opens", "same")], Within = [inner] }, down],
        };
        var model = new ScriptedModel().Says("One.").Says("Two.").Says("Three.");
        await using var test = await SessionTest.StartAsync(agent, model);
        await test.Session.GenerateReplyAsync(new() { Tools = ["doors"] });
        await test.Session.GenerateReplyAsync(new() { Tools = ["inner", "reads"] });
        await test.Session.GenerateReplyAsync(new() { Tools = ["down"] });
        Assert.Equal(["locks,opens", "locks,reads", ""], model.Requests.Select(request => string.Join(",", request.Tools.Order())));
    }

    [Fact]
    public async Task What_is_hidden_on_enter_cannot_be_required_on_entering()
    {
        ArgumentException? thrown = null;
        var agent = new Greeter("greeter")
        {
            Tools = [TestTool.Returns("hides", "same", new() { HiddenOnEnter = true })],
            Greet = async context => thrown = await Assert.ThrowsAsync<ArgumentException>(() => context.GenerateReplyAsync(new() { ToolChoice = ChatToolMode.RequireAny })),
        };
        await using var test = await SessionTest.StartAsync(agent, new ScriptedModel());
        Assert.StartsWith("The reply requires a tool, but none is offered. It has: hides.", thrown!.Message, StringComparison.Ordinal);
    }

    private static Agent Reader() => new("x")
    {
        Tools =
        [
            TestTool.Returns("reads", "same", new() { Effect = Effect.ReadOnly }),
            TestTool.Returns("writes", "written"),
            TestTool.Returns("hides", "hidden", new() { HiddenOnEnter = true }),
        ],
    };
}
