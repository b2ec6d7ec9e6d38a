using Sidetone.Generators.Tests.Samples;

namespace Sidetone.Generators.Tests;

public sealed class ResultTests
{
    [Theory]
    [InlineData("null", "completed")]
    [InlineData("zero", "completed: 0")]
    [InlineData("empty", "completed: ")]
    [InlineData("endless", "completed: NaN")]
    [InlineData("endless_list", """completed: [1.5,"Infinity","-Infinity",null]""")]
    [InlineData("lazily", "completed: [1,2]")]
    [InlineData("stream", """completed: ["Red","light-blue"]""")]
    [InlineData("interface", """completed: {"name":"thing"}""")]
    [InlineData("leaves", """completed: {"name":"thing","inner":{"name":"thing","left":"x","zero":1,"inner":null}}""")]
    [InlineData("map", """completed: {"a b":1.50}""")]
    [InlineData("node", """completed: {"a":1}""")]
    [InlineData("element", "completed: [1]")]
    [InlineData("union", """completed: [{"kind":"cash","amount":1},{"kind":"card","number":"2"}]""")]
    [InlineData("itself", "refused: no")]
    [InlineData("unicode", "completed: ü😀")]
    [InlineData("escaped", """completed: ["ü<>&'\""]""")]
    public async Task What_a_method_returns_becomes_a_result(string name, string expected) => Assert.Equal(expected, (await Call(Results.Tools, name)).ToString());

    [Fact]
    public async Task A_result_that_has_no_JSON_is_a_fault_and_the_next_one_is_whole()
    {
        foreach (var name in new[] { "cycle", "nameless" })
        {
            Assert.Equal(Outcome.Faulted, (await Call(Results.Tools, name)).Outcome);
            Assert.Equal("completed: 0", (await Call(Results.Tools, "zero")).ToString());
        }
    }

    [Theory]
    [InlineData("image", "[image/png, 3 bytes, shown below]", 1)]
    [InlineData("parts", "A map:\n[image/png, 2 KB, shown below]\n[image/png at https://maps.example/1, shown below]", 2)]
    [InlineData("no_parts", "", 0)]
    public async Task Parts_that_are_no_text_are_shown_beside_the_output(string name, string output, int shown)
    {
        var generated = await Results.Tools.Named(name).Bound("{}").InvokeAsync(null!);
        Assert.Equal((output, shown, shown == 0), (generated.Output, generated.Shown.Count, generated.IsNothing));
        Delegate method = name switch { "image" => Results.Image, "parts" => Results.Parts, _ => Results.NoParts };
        var created = await Tool.Create(name, "d", method).Bound("{}").InvokeAsync(null!);
        Assert.Equal((output, shown), (created.Output, created.Shown.Count));
    }

    [Fact]
    public async Task An_agent_beside_a_result_takes_over()
    {
        var result = await Results.Tools.Named("handoff").Bound("{}").InvokeAsync(null!);
        Assert.IsType<Clerk>(result.Handoff);
        Assert.Equal("bye", result.Output);
    }

    [Fact]
    public async Task Tools_of_an_instance_call_it_and_undo_with_the_same_arguments()
    {
        var counter = new Counter();
        var call = Counter.From(counter).Named("more").Bound("""{"by":3}""");
        var run = new Execution.CallRun();
        Assert.Equal("3", (await call.InvokeAsync(run)).Output);
        Assert.Equal("0", (await call.UndoAsync(run)).Output);
        Assert.Equal("completed: 1", (await Call(Counter.Tools, "more")).ToString());
    }

    [Fact]
    public async Task Tools_of_a_base_class_come_first_and_run_on_the_derived_instance()
    {
        Assert.Equal(["greet", "shout"], LoudGreeter.Tools.Select(t => t.Name));
        Assert.Equal("completed: HEY you", (await Call(LoudGreeter.Tools, "greet", """{"name":"you"}""")).ToString());
        Assert.Equal(Outcome.Faulted, (await Call(Greeter.Tools, "greet", """{"name":"you"}""")).Outcome);
    }

    [Fact]
    public void An_agents_tools_are_bound_to_it_once()
    {
        var clerk = new Clerk();
        Assert.Equal("to_billing", Assert.Single(clerk.DeclaredTools).Name);
        Assert.Same(clerk.DeclaredTools, clerk.DeclaredTools);
    }

    private static async Task<ToolResult> Call(IReadOnlyList<Tool> tools, string name, string arguments = "{}")
    {
        await using var executor = new ToolExecutor(tools);
        return await executor.CallAsync(name, arguments, TestContext.Current.CancellationToken);
    }
}
