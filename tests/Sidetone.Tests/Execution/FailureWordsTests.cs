using Microsoft.Extensions.DependencyInjection;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

/// <summary>What the model is told of a call that failed is true, and is something.</summary>
public sealed partial class FailureWordsTests
{
    private const string Harmless = "An internal error occurred, so this did not work.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ErrorMode.Auto)]
    [InlineData(ErrorMode.Passthrough)]
    [InlineData(ErrorMode.Summarized)]
    public async Task A_refusal_without_words_is_told_in_some(ErrorMode errors)
    {
        var tool = new TestTool("writes", (_, _) => throw new ToolException(" "), new() { Errors = errors });
        await using var executor = new ToolExecutor([tool]);
        var result = await executor.CallAsync("writes", "{}", Cancel);
        Assert.Equal((Outcome.Refused, "This was refused, and nothing was said about why."), (result.Outcome, result.Output));
    }

    [Fact]
    public async Task A_failure_without_words_is_told_in_some()
    {
        var tool = new TestTool("writes", (_, _) => throw new IOException(""), new() { Errors = ErrorMode.Passthrough });
        await using var executor = new ToolExecutor([tool]);
        Assert.StartsWith("An internal error occurred.", (await executor.CallAsync("writes", "{}", Cancel)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_cannot_be_made_for_a_call_has_done_nothing()
    {
        foreach (var tool in Till.Tools)
        {
            await using var executor = new ToolExecutor([tool]);
            var result = await executor.CallAsync(tool.Name, "{}", Cancel);
            Assert.Equal((Outcome.Faulted, Harmless), (result.Outcome, result.Output));
        }
    }

    [Fact]
    public async Task A_service_that_cannot_be_made_for_a_call_has_done_nothing()
    {
        var services = new ServiceCollection().AddScoped<Register>(_ => throw new IOException("no drawer")).AddScoped<Till>().BuildServiceProvider();
        Tool[] tools = [.. Till.Tools, .. Counter.Tools, Tool.Create("pays", "Pays.", ([FromServices] Register register) => register.Name)];
        foreach (var tool in tools)
        {
            await using var executor = new ToolExecutor([tool], services);
            var result = await executor.CallAsync(tool.Name, "{}", Cancel);
            Assert.Equal((Outcome.Faulted, Harmless), (result.Outcome, result.Output));
        }
    }

    [Fact]
    public async Task A_class_that_refuses_to_be_made_refuses_the_call()
    {
        await using var executor = new ToolExecutor([.. Shut.Tools]);
        Assert.Equal((Outcome.Refused, "We are closed."), await executor.CallAsync("sells", "{}", Cancel) is var result ? (result.Outcome, result.Output) : default);
    }

    [Fact]
    public async Task A_late_empty_text_is_a_result_for_who_asked_again()
    {
        var model = new ScriptedModel().Calls("writes").Says("That took too long.").Calls("writes").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("writes", "")] }, model);
        var mock = test.Mock("writes").IgnoresCancellation();
        var first = test.Session.RunAsync("Write.");
        await test.AdvanceAsync(TimeSpan.FromSeconds(40));
        await first;
        var second = test.Session.RunAsync("Try again.");
        await test.SettleAsync();
        mock.Complete("");
        await test.SettleAsync();
        var again = (await second).Calls[0];
        Assert.Equal(Outcome.Duplicate, again.Outcome);
        Assert.StartsWith("\n(This repeats c1", again.Output, StringComparison.Ordinal);
        Assert.False(test.Events.OfType<ToolCallEnded>().Last().Nothing);
        Assert.Null(Replay.Run([.. test.Events.Select(happened => EventJson.Read(EventJson.Write(happened)))]).Divergence);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_agent_and_a_toolset_have_a_name(string none)
    {
        Assert.Throws<ArgumentException>(() => new Agent("x") { Id = none });
        Assert.Throws<ArgumentException>(() => new Named(none));
    }

    public sealed class Register
    {
        public string Name { get; } = "till";
    }

    public sealed partial class Till(Register register)
    {
        /// <summary>Pays.</summary>
        [Tool]
        public string PayOut() => register.Name;
    }

    public static partial class Counter
    {
        /// <summary>Counts.</summary>
        /// <param name="register">What.</param>
        [Tool]
        public static string Count([FromServices] Register register) => register.Name;
    }

    public sealed partial class Shut
    {
        public Shut() => throw new ToolException("We are closed.");

        /// <summary>Sells.</summary>
        [Tool(Name = "sells")]
        public string Sell() => "sold";
    }

    private sealed class Named(string id) : Toolset(id);
}
