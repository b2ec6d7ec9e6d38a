using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class RequestTests
{
    [Fact]
    public async Task Tools_and_instructions_that_a_handler_changes_are_seen_at_the_very_next_step()
    {
        var changes = new TestTool("changes", (_, run) =>
        {
            run.Session!.UpdateInstructions("Be brief.");
            run.Session.UpdateTools([TestTool.Returns("other", "")]);
            return new(ToolResult.Text("changed"));
        });
        var model = new ScriptedModel().Calls("changes").Calls("changes").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [changes] }, model);
        var result = await test.Session.RunAsync("Go.");
        Assert.Equal(["other", "Be brief."], [.. model.Requests[1].Tools, model.Requests[1].Instructions]);
        Assert.Equal(Outcome.UnknownTool, result.Calls[1].Outcome);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_is_not_recorded()
    {
        var model = new ScriptedModel().Says("Yes.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("other", "")] }, model);
        await test.Session.RunAsync("Hello?");
        test.Session.UpdateInstructions("x");
        test.Session.UpdateTools([.. test.Session.Tools.Values]);
        await test.SettleAsync();
        Assert.Single(test.Events.OfType<AgentConfigured>());
        test.Session.UpdateInstructions("y");
        await test.SettleAsync();
        Assert.Equal("y", test.Events.OfType<AgentConfigured>().Last().Instructions);
    }

    [Fact]
    public async Task An_update_replaces_an_agents_own_methods_too_and_leaves_what_the_session_and_toolsets_bring()
    {
        var toolset = new Dynamic { Names = ["searches"] };
        var agent = new Methodical([TestTool.Returns("method", "")]) { Tools = [TestTool.Returns("given", "")], Toolsets = [toolset] };
        var model = new ScriptedModel().Otherwise().Says("Yes.");
        await using var test = await SessionTest.StartAsync(agent, model, options: o => o with { Tools = [TestTool.Returns("clock", "")] });
        var session = test.Session;
        Assert.Equal(["clock", "method", "given", "searches"], await OfferedAsync());
        session.UpdateTools([.. session.Tools.Values, TestTool.Returns("added", "")]);
        Assert.Equal(["clock", "method", "given", "added", "searches"], await OfferedAsync());
        session.UpdateTools([.. session.Tools.Values.Where(tool => tool.Name != "method")]);
        Assert.Equal(["clock", "given", "added", "searches"], await OfferedAsync());
        toolset.Change([]);     // what was handed back with the others is the toolset's all the same
        Assert.Equal(["clock", "given", "added"], await OfferedAsync());
        session.UpdateTools([]);
        Assert.Equal(["clock"], await OfferedAsync());

        async Task<IReadOnlyList<string>> OfferedAsync()
        {
            await session.RunAsync("Hm?");
            return model.Requests[^1].Tools;
        }
    }

    private sealed class Methodical(IReadOnlyList<Tool> methods) : Agent("x")
    {
        protected internal override IReadOnlyList<Tool> DeclaredTools => methods;
    }

    private sealed class Dynamic() : Toolset("dynamic")
    {
        public IReadOnlyList<string> Names { get; set; } = [];

        public override IReadOnlyList<Tool> Tools => [.. Names.Select(name => TestTool.Returns(name, ""))];     // new ones each time

        public void Change(IReadOnlyList<string> names)
        {
            Names = names;
            OnChanged();
        }
    }

    [Fact]
    public async Task A_tool_that_came_while_the_model_spoke_is_answered_in_words_and_not_as_a_fault()
    {
        var gate = new Gate();
        var model = new ScriptedModel().Waits(gate).AndCalls("other").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x"), model);
        var run = test.Session.RunAsync("Go.");
        await gate.Reached;
        test.Session.UpdateTools([TestTool.Returns("other", "")]);
        gate.Open();
        Assert.Equal(Outcome.InvalidArguments, (await run).Calls[0].Outcome);
        Assert.StartsWith("This tool was not offered yet", (await run).Calls[0].Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_tool_is_answered_with_the_nearest_name()
    {
        var model = new ScriptedModel().Calls("wirtes").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("writes", "")] }, model);
        Assert.Contains("Did you mean 'writes'?", (await test.Session.RunAsync("Go.")).Calls[0].Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_tool_that_is_like_no_other_is_answered_with_the_names_that_there_are()
    {
        var tools = Enumerable.Range(1, 14).Select(i => TestTool.Returns($"writes_{i}", "")).ToArray();
        var model = new ScriptedModel().Calls("fly").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = tools }, model);
        Assert.Equal(
            "There is no tool called 'fly'. There is " + string.Join(", ", Enumerable.Range(1, 12).Select(i => $"'writes_{i}'")) + " and 2 more.",
            (await test.Session.RunAsync("Go.")).Calls[0].Output);
    }

    [Theory]
    [InlineData("\"{\\\"n\\\":true}\"", """{"n":true}""")]
    [InlineData("\"{'n': True}\"", """{"n":true}""")]
    [InlineData("null", "{}")]
    [InlineData("\"\"", "{}")]
    public async Task Json_that_holds_the_object_and_is_none_itself_is_unwrapped(string arguments, string read)
    {
        var model = new ScriptedModel().CallsRaw("a", arguments).AndCallsRaw("b", arguments).AndCallsRaw("c", arguments).Says("Done.");
        var tools = new[]
        {
            TestTool.Returns("a", "written"),
            Tool.Create("b", "Writes.", """{"properties":{"n":{"type":"boolean"}}}""", static _ => "written"),
            Tool.Create("c", "Writes.", static (bool? n = null) => "written"),
        };
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = tools }, model);
        var calls = (await test.Session.RunAsync("Go.")).Calls;
        Assert.All(calls, call => Assert.Equal(Outcome.Completed, call.Outcome));
        Assert.Equal([read, read], calls.Take(2).Select(call => call.Arguments));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("5")]
    [InlineData("\"prose\"")]
    public async Task What_holds_no_object_is_answered_in_words(string arguments)
    {
        var model = new ScriptedModel().CallsRaw("a", arguments).Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("a", "written")] }, model);
        var call = (await test.Session.RunAsync("Go.")).Calls[0];
        Assert.Equal((Outcome.InvalidArguments, "The arguments of a are not a JSON object, so it was not run. Call it again with one."), (call.Outcome, call.Output));
    }

    [Fact]
    public async Task What_is_nested_too_deep_is_told_as_that()
    {
        var tool = Tool.Create("plant", "Plants.", """{"properties":{"tree":{}}}""", static _ => "planted");
        var model = new ScriptedModel()
            .CallsRaw("plant", $$"""{"tree":{{new string('[', 63)}}{{new string(']', 63)}}}""")
            .AndCallsRaw("plant", $$"""{"tree":{{new string('[', 64)}}{{new string(']', 64)}}}""").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var calls = (await test.Session.RunAsync("Go.")).Calls;
        Assert.Equal(["planted", "The arguments of plant are nested more than 64 levels deep, so it was not run. Call it again with less."], calls.Select(call => call.Output));
    }

    [Fact]
    public async Task Broken_arguments_are_repaired_and_marked_and_what_was_cut_off_is_never_completed()
    {
        var model = new ScriptedModel().CallsRaw("writes", "```json\n{'n': True,}\n```").CallsRaw("writes", "{\"n\": tr").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("writes", "written")] }, model);
        var result = await test.Session.RunAsync("Go.");
        Assert.Equal([Outcome.Completed, Outcome.InvalidArguments], result.Calls.Select(call => call.Outcome));
        Assert.Equal("{\"n\":true}", result.Calls[0].Arguments);
        Assert.NotNull(test.Events.OfType<ToolCallRequested>().First().Repaired);
    }

    [Fact]
    public async Task Calls_of_one_tool_run_as_many_at_once_as_it_allows_in_their_order()
    {
        var model = new ScriptedModel().Calls("writes", new { n = 1 }).AndCalls("writes", new { n = 2 }).AndCalls("writes", new { n = 3 }).Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("writes", "", new() { MaxConcurrency = 1 })] }, model);
        var mock = test.Mock("writes");
        var run = test.Session.RunAsync("Go.");
        await mock.Started;
        for (var n = 1; n <= 3; n++)
        {
            Assert.Equal(n, mock.Calls.Count);
            mock.Complete("written");
            await test.SettleAsync();
        }
        Assert.Equal([1, 2, 3], mock.Calls.Select(call => call.Get<int>("n")));
        Assert.Equal("Done.", (await run).Text);
    }

    [Fact]
    public async Task A_timeout_of_all_time_is_none()
    {
        var model = new ScriptedModel().Calls("writes").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("writes", "", new() { Timeout = TimeSpan.MaxValue })] }, model);
        var mock = test.Mock("writes");
        var run = test.Session.RunAsync("Go.");
        await mock.Started;
        await test.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.False(mock.Calls[0].CancellationToken.IsCancellationRequested);
        mock.Complete("written");
        Assert.Equal(Outcome.Completed, (await run).Calls[0].Outcome);
    }

    [Theory]
    [InlineData(ErrorMode.Auto, "An internal error")]
    [InlineData(ErrorMode.Hide, "An internal error")]
    [InlineData(ErrorMode.Summarized, "first line")]
    [InlineData(ErrorMode.Passthrough, "first line\nsecret")]
    public async Task A_failure_tells_the_model_as_much_as_its_tool_allows(ErrorMode errors, string told)
    {
        var model = new ScriptedModel().Calls("writes").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("writes", "", new() { Errors = errors })] }, model);
        test.Mock("writes").Fails(new IOException("first line\nsecret"));
        var output = (await test.Session.RunAsync("Go.")).Calls[0].Output!;
        Assert.StartsWith(told, output, StringComparison.Ordinal);
        Assert.Equal(errors == ErrorMode.Passthrough, output.Contains("secret", StringComparison.Ordinal));
    }
}
