using System.Text;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Conversations;

public sealed class ConversationFileTests
{
    [Fact]
    public async Task A_conversation_is_read_back_from_a_file_and_replays_alike()
    {
        var lines = Lines(await TalkAsync());
        var read = await ReadAsync(string.Concat(lines.Select(line => line + "\n")));
        Assert.Null(Replay.Run(read).Divergence);
        Assert.Equal(lines, Lines(read));
    }

    [Fact]
    public async Task The_log_of_a_running_session_is_written_as_far_as_it_is_and_replays_alike()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var model = new ScriptedModel().Calls("writes").Says("Done.");
            await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("writes", "written")] }, model);
            await test.Session.RunAsync("Go.");
            await ConversationFile.WriteAsync(path, test.Session.Log);
            var read = await ConversationFile.ReadAsync(path);
            Assert.IsType<TurnEnded>(read[^1]);
            Assert.Equal(Lines(test.Events), Lines(read));
            Assert.Null(Replay.Run(read).Divergence);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_result_that_comes_when_the_session_has_closed_is_written_too()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var slow = new TaskCompletionSource<ToolResult>();
            var tool = new TestTool("writes", (_, _) => new(slow.Task));
            var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, new ScriptedModel().Calls("writes"));
            _ = test.Session.RunAsync("Go.");
            await test.SettleAsync();
            await test.DisposeAsync();
            slow.SetResult(ToolResult.Text("written"));
            await test.SettleAsync();
            await ConversationFile.WriteAsync(path, test.Session.Log);
            var read = await ConversationFile.ReadAsync(path);
            Assert.Equal("written", Assert.IsType<ToolCallLateResult>(read[^1]).Output.ToString());
            Assert.Null(Replay.Run(read).Divergence);
            await foreach (var happened in test.Session.Log.ReadAsync(read.Count - 1, follow: true, TestContext.Current.CancellationToken))
                Assert.IsType<ToolCallLateResult>(happened);    // and whoever goes on from there is not kept waiting
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task What_a_model_or_a_handler_laid_out_over_many_lines_is_one_line_of_the_file()
    {
        var book = Tool.Create("book", "Books.", """{"properties":{"people":{"type":"integer"}}}""", (_, _, _) => new(ToolResult.Json("[\r\n1,\n\"a b\"]"u8.ToArray())));
        var model = new ScriptedModel().CallsRaw("book", "{\n  \"people\": \"many\"\r\n}").CallsRaw("book", "{\n  \"people\": 2\n}").Says("Booked.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [book] }, model);
        var turn = await test.Session.RunAsync("Two of us.");
        Assert.Equal([Outcome.InvalidArguments, Outcome.Completed], turn.Calls.Select(call => call.Outcome));
        var read = await ReadAsync(string.Concat(Lines(test.Events).Select(line => line + "\n")));
        Assert.Equal(Lines(test.Events), Lines(read));
        Assert.Null(Replay.Run(read).Divergence);
    }

    [Fact]
    public async Task A_last_line_may_be_cut_off_anywhere_and_nothing_else_may()
    {
        var lines = Lines(await TalkAsync());
        var whole = string.Concat(lines.SkipLast(1).Select(line => line + "\n"));
        for (var length = 1; length < lines[^1].Length; length++)
            Assert.Equal(lines.Count - 1, (await ReadAsync(whole + lines[^1][..length])).Count);
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(whole + "{\"v\":1,\"seq\":oops}"));
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(lines[0] + "\n" + lines[1][..^1] + "\n" + lines[2]));
    }

    [Fact]
    public async Task Deep_arguments_and_deep_or_broken_outputs_are_written_and_read_back()
    {
        const int depth = 62;
        var deep = $"{{\"a\":{new string('[', depth)}{new string(']', depth)}}}";
        var outputs = new Queue<string>([deep, "{oops", new string('[', 500) + new string(']', 500)]);
        var tool = new TestTool("reads", (_, _) => new(ToolResult.Json(Encoding.UTF8.GetBytes(outputs.Dequeue()))), new() { Effect = Effect.ReadOnly });
        var model = new ScriptedModel().CallsRaw("reads", deep).Calls("reads").Calls("reads").Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var result = await test.Session.RunAsync("Go.");
        Assert.All(result.Calls, call => Assert.Equal(Outcome.Completed, call.Outcome));
        await test.DisposeAsync();
        var read = await ReadAsync(string.Concat(Lines(test.Events).Select(line => line + "\n")));
        Assert.Equal(deep, read.OfType<ToolCallRequested>().First().Arguments.ToString());
        Assert.Equal([deep, "{oops", new string('[', 500) + new string(']', 500)], read.OfType<ToolCallEnded>().Select(ended => ended.Output.ToString()));
        Assert.Null(Replay.Run(read).Divergence);
    }

    [Fact]
    public async Task A_replay_tells_calls_with_different_secrets_apart_although_the_file_holds_none()
    {
        var tool = new TestTool("pays", (_, _) => new(ToolResult.Text("paid")), sensitive: ["card"]);
        var model = new ScriptedModel()
            .Calls("pays", new { card = "4111", n = 1 }).AndCalls("pays", new { card = "4222", n = 1 }).AndCalls("pays", new { card = "4111", n = 1 }).Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var result = await test.Session.RunAsync("Pay.");
        await test.DisposeAsync();
        Assert.Equal([Outcome.Completed, Outcome.Completed, Outcome.Duplicate], result.Calls.Select(call => call.Outcome));
        var lines = Lines(test.Events);
        Assert.DoesNotContain(lines, line => line.Contains("4111", StringComparison.Ordinal) || line.Contains("4222", StringComparison.Ordinal));
        Assert.Null(Replay.Run(await ReadAsync(string.Join('\n', lines))).Divergence);
    }

    [Fact]
    public async Task A_decision_that_would_be_another_now_is_found()
    {
        var lines = Lines(await TalkAsync());
        var step = lines.FindIndex(line => line.Contains("\"model_requested\"", StringComparison.Ordinal));
        lines[step] = lines[step].Replace("\"tool_choice\":\"auto\"", "\"tool_choice\":\"none\"", StringComparison.Ordinal);
        Assert.Equal(step + 1, Replay.Run(await ReadAsync(string.Join('\n', lines))).Divergence!.Seq);
    }

    [Fact]
    public async Task An_unknown_event_is_kept_and_stops_the_replay_unless_it_is_optional()
    {
        var lines = Lines(await TalkAsync());
        var seq = lines.Count + 1;
        var optional = await ReadAsync(string.Join('\n', lines) + $"\n{{\"v\":1,\"seq\":{seq},\"at\":\"2026-01-01T00:00:00Z\",\"type\":\"smell\",\"optional\":true,\"data\":{{\"of\":\"rose\"}}}}");
        Assert.Equal("smell", optional[^1].Type);
        Assert.Null(Replay.Run(optional).Divergence);
        var needed = await ReadAsync(string.Join('\n', lines) + $"\n{{\"v\":1,\"seq\":{seq},\"at\":\"2026-01-01T00:00:00Z\",\"type\":\"smell\",\"data\":{{}}}}");
        Assert.Equal(seq, Replay.Run(needed).Divergence!.Seq);
    }

    private static async Task<IReadOnlyList<ConversationEvent>> TalkAsync()
    {
        var model = new ScriptedModel().Calls("writes", new { text = "é€😀" }).Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [TestTool.Returns("writes", "written")] }, model);
        await test.Session.RunAsync("Go.");
        await test.DisposeAsync();
        return test.Events;
    }

    private static List<string> Lines(IReadOnlyList<ConversationEvent> events) => [.. events.Select(happened => Encoding.UTF8.GetString(EventJson.Write(happened)))];

    private static async Task<IReadOnlyList<ConversationEvent>> ReadAsync(string text)
    {
        var events = new List<ConversationEvent>();
        await foreach (var happened in ConversationFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text))))
            events.Add(happened);
        return events;
    }
}
