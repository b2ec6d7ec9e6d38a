using System.Text;
using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class ShownContentTests
{
    private static readonly DataContent s_image = new(new byte[3000], "image/png");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_reaches_the_model_in_a_message_after_the_outputs()
    {
        var model = new ScriptedModel().Calls(("map", null), ("count", null)).Says("A river.").Says("Yes.");
        await using var test = await SessionTest.StartAsync(new Agent("A") { Tools = [Map(), TestTool.Returns("count", "1")] }, model);
        var turn = await test.Session.RunAsync("Show me.", Cancel);
        Assert.Equal("Here.\n[image/png, 2.9 KB, shown below]", turn.Calls[0].Output);
        await test.Session.RunAsync("Really?", Cancel);
        var messages = model.Requests[^1].Messages;
        Assert.Equal(["user", "assistant", "tool", "user", "assistant", "user"], messages.Select(message => message.Role.Value));
        Assert.StartsWith("(A note from the system, not from the caller: what c1 (map) shows.)", messages[3].Text, StringComparison.Ordinal);
        Assert.Same(s_image, messages[3].Contents[1]);
        Assert.All(messages[2].Contents, output => Assert.IsType<string>(Assert.IsType<FunctionResultContent>(output).Result));
    }

    [Fact]
    public async Task An_image_that_comes_late_is_shown_after_its_late_output_and_once()
    {
        var model = new ScriptedModel().Calls("map").Says("Wait.").Says("There.");
        await using var test = await SessionTest.StartAsync(new Agent("A") { Tools = [Map()] }, model);
        var map = test.Mock("map");
        var first = test.Session.RunAsync("Show me.", Cancel);
        await map.Started;
        await test.Session.RunAsync("Hello?", Cancel);
        map.Complete(ToolResult.Content(s_image));
        await test.SettleAsync();
        await first;
        Assert.Same(s_image, model.Requests[^1].Messages[^1].Contents[1]);
        Assert.Single(model.Requests[^1].Messages, message => message.Contents.Contains(s_image));
    }

    [Fact]
    public async Task The_log_says_what_was_shown_and_holds_none_of_it()
    {
        var model = new ScriptedModel().Calls("map").Says("A river.");
        await using var test = await SessionTest.StartAsync(new Agent("A") { Tools = [Map()] }, model);
        await test.Session.RunAsync("Show me.", Cancel);
        var line = Encoding.UTF8.GetString(EventJson.Write(Assert.Single(test.Events.OfType<ToolCallEnded>())));
        Assert.Contains("""
            "output":"Here.\n[image/png, 2.9 KB, shown below]"
            """, line, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_is_only_named()
    {
        var maps = new TestTool("maps", static (_, _) =>
            new(ToolResult.Content(new DataContent(new byte[3 << 20], "image/png"), new DataContent(new byte[2 << 20], "image/jpeg"))));
        await using var executor = new ToolExecutor([maps]);
        var result = await executor.CallAsync("maps", "{}", Cancel);
        Assert.Equal("[image/png, 3072 KB, shown below]\n[image/jpeg, 2048 KB: too large to be shown]", result.Output);
        Assert.Equal("[image/png, 2.9 KB: too large to be shown]", ToolResult.Content(2000, s_image).Output);
        Assert.Single(result.Shown);
    }

    [Fact]
    public void What_can_be_put_in_words_is_not_shown()
    {
        var result = ToolResult.Content(new ErrorContent("Sold out."), new TextReasoningContent("hm"), new UsageContent(new() { InputTokenCount = 1 }));
        Assert.Equal("""
            Sold out.
            {"$type":"usage","details":{"inputTokenCount":1}}
            """.ReplaceLineEndings("\n"), result.Output);
        Assert.Empty(result.Shown);
    }

    [Fact]
    public async Task Invoked_as_a_function_a_tool_returns_the_parts()
    {
        var parts = Assert.IsType<IReadOnlyList<AIContent>>(await Map().InvokeAsync(cancellationToken: Cancel), exactMatch: false);
        Assert.Same(s_image, parts[1]);
    }

    private static TestTool Map() => new("map", static (_, _) => new(ToolResult.Content(new TextContent("Here."), s_image)));
}
