using System.Text;
using Microsoft.Extensions.AI;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Chat;

public class StreamTests
{
    private const string Usage = """{"id":"r1","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":4,"total_tokens":14}}""";

    [Fact]
    public async Task Text_comes_as_it_is_written_then_the_finish_then_the_count_of_tokens()
    {
        var updates = await StreamAsync(Answers.Events(
            Answers.Delta("""{"role":"assistant","content":""}"""), Answers.Text("Hal"), Answers.Text("lo"), Answers.Finish("stop"), Usage));

        Assert.Equal(["Hal", "lo", "", ""], updates.Select(update => update.Text));
        Assert.Equal([null, null, ChatFinishReason.Stop, null], updates.Select(update => update.FinishReason));
        Assert.All(updates, update => Assert.Equal(
            ("r1", "r1", "m-2026", 1_700_000_000, ChatRole.Assistant),
            (update.ResponseId, update.MessageId, update.ModelId, update.CreatedAt?.ToUnixTimeSeconds(), update.Role)));
        var usage = Assert.IsType<UsageContent>(Assert.Single(updates[^1].Contents)).Details;
        Assert.Equal((10, 4, 14), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount));
    }

    [Fact]
    public async Task Text_reaches_the_caller_before_the_server_goes_on()
    {
        var heard = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            await Answers.UnfinishedEvents(Answers.Text("One"))(http);
            await heard.Task;
            await Answers.Events(Answers.Finish("stop"))(http);
        });

        var texts = new List<string>();
        await foreach (var update in server.Client().GetStreamingResponseAsync([Conversation.Hello], null, TestContext.Current.CancellationToken))
        {
            texts.Add(update.Text);
            heard.TrySetResult();
        }
        Assert.Equal(["One", ""], texts);
    }

    [Fact]
    public async Task Single_bytes_add_up_to_characters_of_many()
    {
        var wire = Encoding.UTF8.GetBytes(string.Concat(": a comment\r\n\r\n", "event: chunk\r\nid: 1\r\ndata: " + Answers.Text("Grüße 東京 👋") + "\r\n\r\n", "data:" + Answers.Finish("stop") + "\n\n", Answers.Event("[DONE]")));
        var updates = await StreamAsync(Answers.Pieces([.. wire.Select(one => new[] { one })]));

        Assert.Equal("Grüße 東京 👋", string.Concat(updates.Select(update => update.Text)));
    }

    [Theory]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{}")]
    [InlineData("{\"choices\":[{}]}")]
    [InlineData("{\"choices\":[{\"delta\":null}]}")]
    [InlineData("{\"choices\":null}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"id\":7,\"model\":[],\"created\":\"now\",\"usage\":7,\"error\":null,\"choices\":[7]}")]
    [InlineData("{\"choices\":{\"delta\":{\"content\":\"no\"}}}")]
    [InlineData("{\"choices\":[{\"delta\":7,\"finish_reason\":7}]}")]
    [InlineData("{\"choices\":[{\"delta\":{\"content\":7,\"refusal\":[],\"tool_calls\":{}},\"finish_reason\":\"\"}]}")]
    [InlineData("{\"choices\":[{\"delta\":{\"content\":[7,null,{}],\"tool_calls\":[7,null,{},{\"index\":0,\"function\":7}]}}]}")]
    [InlineData("")]
    public async Task A_chunk_that_says_nothing_does_no_harm(string chunk) => Assert.Equal(
        ["Hallo", ""], (await StreamAsync(Answers.Events(chunk, Answers.Text("Hallo"), chunk, Answers.Finish("stop"), chunk))).Select(update => update.Text));

    [Fact]
    public async Task A_character_cut_in_half_is_whole_again()
    {
        var updates = await StreamAsync(Answers.Events(Answers.Text("\\u0041\\n\\\"\\ud83d"), Answers.Text("\\udc4b"), Answers.Finish("stop")));

        Assert.Equal("A\n\"👋", string.Concat(updates.Select(update => update.Text)));
    }

    [Fact]
    public async Task A_finish_that_is_said_twice_is_told_once() => Assert.Single(
        await StreamAsync(Answers.Events(Answers.Text("x"), Answers.Finish("stop"), Answers.Finish("stop"))), update => update.FinishReason is not null);

    [Fact]
    public async Task A_count_that_goes_along_is_told_once_and_last()
    {
        static string Counting(int tokens) => $$$"""{"choices":[{"delta":{"content":"x"}}],"usage":{"completion_tokens":{{{tokens}}}}}""";
        var response = (await StreamAsync(Answers.Events(Counting(1), Counting(2), Counting(3), Answers.Finish("stop")))).ToChatResponse();

        Assert.Equal(3, response.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task Reasoning_is_not_text()
    {
        var updates = await StreamAsync(Answers.Events(Answers.Delta("""{"reasoning":"hm"}"""), Answers.Text("Hallo"), Answers.Finish("stop")));

        Assert.Equal("hm", Assert.IsType<TextReasoningContent>(Assert.Single(updates[0].Contents)).Text);
        Assert.Equal("Hallo", updates.ToChatResponse().Text);
    }

    [Fact]
    public async Task A_refusal_is_one_error_at_the_end()
    {
        var updates = await StreamAsync(Answers.Events(Answers.Delta("""{"refusal":"I can"}"""), Answers.Delta("""{"refusal":"not."}"""), Answers.Finish("stop")));

        Assert.Equal("I cannot.", Assert.IsType<ErrorContent>(Assert.Single(Assert.Single(updates).Contents)).Message);
    }

    [Fact]
    public async Task A_server_that_cannot_stream_answers_at_once()
    {
        var updates = await StreamAsync(Answers.Says("Hallo"));

        Assert.Equal(("Hallo", ChatFinishReason.Stop), (updates.ToChatResponse().Text, updates.ToChatResponse().FinishReason));
    }

    [Fact]
    public async Task The_word_that_it_is_done_is_a_finish() => Assert.Equal(
        ChatFinishReason.Stop, (await StreamAsync(Answers.Events(Answers.Text("Hallo"))))[^1].FinishReason);

    [Fact]
    public async Task A_finish_without_that_word_is_one_too() => Assert.Equal(
        ChatFinishReason.Stop, (await StreamAsync(Answers.UnfinishedEvents(Answers.Text("Hallo"), Answers.Finish("stop"))))[^1].FinishReason);

    [Fact]
    public async Task A_connection_torn_after_the_finish_loses_nothing_but_the_count() => Assert.Equal(
        ["Hallo", ""], (await StreamAsync(Answers.EventsThenDrop(Answers.Text("Hallo"), Answers.Finish("stop")))).Select(update => update.Text));

    [Fact]
    public async Task Nothing_is_read_after_the_word_that_it_is_done()
    {
        var over = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            await Answers.Events(Answers.Text("Hallo"), Answers.Finish("stop"))(http);
            await over.Task; // a server that keeps the connection open
        });

        Assert.Equal("Hallo", (await server.Client().StreamAsync()).ToChatResponse().Text);
        over.SetResult();
    }

    private static async Task<List<ChatResponseUpdate>> StreamAsync(Answer answer)
    {
        await using var server = await ScriptedServer.StartAsync(answer);
        return await server.Client().StreamAsync();
    }
}
