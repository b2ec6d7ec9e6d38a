using System.Net.WebSockets;
using System.Text;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class EndingTests
{
    private const string EndCall = """{"type":"agent_tool_response","agent_tool_response":{"tool_name":"end_call","tool_call_id":"t","tool_type":"system","is_error":false,"is_called":true,"event_id":3}}""";

    [Theory]
    [InlineData(1000, "Agent")]
    [InlineData(1001, "Server")]
    [InlineData(1002, "Server")]
    [InlineData(1008, "Server")]
    [InlineData(1011, "Server")]
    [InlineData(3000, "Server")]
    [InlineData(3008, "Server")]
    public async Task A_server_that_closes_ends_it_with_its_code_and_reason(int code, string by)
    {
        await using var played = await Played.BeginAsync();
        var events = await played.CloseAsync(code, "That was it.");
        var end = Assert.IsType<ConversationEnded>(events[^1]);
        Assert.Single(events.OfType<ConversationEnded>());
        Assert.Equal((by, (int?)code, "That was it.", "conv_1"), (end.By.ToString(), end.CloseCode, end.Reason, end.ConversationId));
        Assert.False(played.Call.IsActive);
        Assert.Same(end, await played.Call.EndAsync());
        await Played.Soon(played.Server.DrainAsync());
        Assert.Equal(code, (int)played.Server.Socket.CloseStatus!);       // a server takes another code for the client's own
        await Played.Soon(played.Call.DisposeAsync().AsTask());
        await played.ReleasedAsync();
    }

    [Theory]
    [InlineData("""{"type":"error","error_event":{"code":1002,"message":"The model did not answer.","error_type":"llm_timeout"}}""")]
    [InlineData("""{"type":"error","error_event":{"code":1002,"reason":"The model did not answer.","error_type":"llm_timeout"}}""")]
    [InlineData("""{"type":"client_error","error_event":{"code":1002,"message":"The model did not answer.","error_name":"llm_timeout"}}""")]
    public async Task The_error_that_the_server_tells_before_it_closes_is_in_the_end(string error)
    {
        await using var played = await Played.BeginAsync();
        await played.Server.SendAsync(error);
        var end = (ConversationEnded)(await played.CloseAsync(1002))[^1];
        Assert.Equal((ConversationEndedBy.Server, "The model did not answer."), (end.By, end.Reason));
        Assert.Equal("llm_timeout", end.Error!.ErrorType!.Value.Value);
    }

    [Fact]
    public async Task An_error_before_a_normal_close_is_in_the_end_too()
    {
        await using var played = await Played.BeginAsync();
        await played.Server.SendAsync("""{"type":"error","error_event":{"code":1002,"message":"The model did not answer.","error_type":"llm_timeout"}}""");
        var end = (ConversationEnded)(await played.CloseAsync(1000))[^1];
        Assert.Equal((ConversationEndedBy.Agent, "llm_timeout"), (end.By, end.Error?.ErrorType?.Value));
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x03, 0x22, 0xff, 0x22 })]       // a text that is no UTF-8
    [InlineData(new byte[] { 0x88, 0x02, 0x03, 0xee })]             // closes with 1006, which nobody may send
    public async Task A_server_that_breaks_the_rules_of_the_socket_ends_it_in_words_that_say_so(byte[] frame)
    {
        await using var played = await Played.BeginAsync();
        await played.Line.Bytes.WriteAsync(frame, TestContext.Current.CancellationToken);
        var end = await Played.Soon(played.Call.Ended);
        Assert.Equal((ConversationEndedBy.Connection, null), (end.By, end.CloseCode));
        Assert.Contains("the server broke the rules", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_lost_ends_it_without_a_code()
    {
        await using var played = await Played.BeginAsync();
        played.Line.Cut();
        var end = Assert.IsType<ConversationEnded>(Assert.Single((await played.EventsAsync()).OfType<ConversationEnded>()));
        Assert.Equal((ConversationEndedBy.Connection, null), (end.By, end.CloseCode));
        Assert.Contains("lost", end.Reason, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await played.Call.SendUserActivityAsync());
        Assert.Contains("lost", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EndCall)]
    [InlineData("""{"type":"agent_tool_response_full_payload","agent_tool_response_full_payload":{"tool_name":"end_call","tool_call_id":"t","tool_type":"system","is_error":false,"is_called":true,"event_id":3,"full_tool_result":""}}""")]
    public async Task An_agent_that_hangs_up_is_the_one_who_ended_it_even_where_its_server_waits_for_the_client_to_close(string hangsUp)
    {
        await using var played = await Played.BeginAsync();
        await played.Server.SendAsync(hangsUp);
        var drained = played.Server.DrainAsync();
        await played.InTimeAsync(drained);
        Assert.Equal("User ended conversation", played.Server.Socket.CloseStatusDescription);
        await played.Server.CloseAsync(1000, "User ended conversation");       // as some servers do, the words come back
        var end = Assert.Single((await played.EventsAsync()).OfType<ConversationEnded>());
        Assert.Equal((ConversationEndedBy.Agent, "The agent hung up."), (end.By, end.Reason));
    }

    [Fact]
    public async Task An_error_that_is_told_in_both_spellings_keeps_what_the_fuller_one_says()
    {
        await using var played = await Played.BeginAsync();
        await played.Server.SendAsync("""{"type":"error","error_event":{"code":1008,"message":"No.","error_type":"override_error","debug_message":"agent.prompt"}}""");
        await played.Server.SendAsync("""{"type":"client_error","error_event":{"code":1008,"message":"No.","error_name":"override_error"}}""");
        Assert.Equal("agent.prompt", ((ConversationEnded)(await played.CloseAsync(1008))[^1]).Error!.DebugMessage);
    }

    [Theory]
    [InlineData("\"is_error\":false", "\"is_error\":true")]
    [InlineData("\"is_called\":true", "\"is_called\":false")]
    [InlineData("\"is_called\":true", "\"is_called\":true,\"is_blocked\":true")]
    public async Task A_hang_up_of_the_agent_that_failed_or_was_held_back_is_none(string done, string not)
    {
        await using var played = await Played.BeginAsync();
        Assert.Contains(done, EndCall, StringComparison.Ordinal);
        await played.Server.SendAsync(EndCall.Replace(done, not, StringComparison.Ordinal));
        for (var i = 0; i < 20; i++)
        {
            played.Time.Advance(TimeSpan.FromSeconds(3));
            await played.CallAsync("goes_on", id: $"{i}");      // who has hung up answers no call
        }
        Assert.True(played.Call.IsActive);
    }

    [Theory]
    [InlineData(true, "error", "error_type")]
    [InlineData(false, "error", "error_type")]
    [InlineData(false, "client_error", "error_name")]
    public async Task A_conversation_that_is_as_long_as_it_may_be_is_ended_by_the_server(bool closes, string type, string name)
    {
        await using var played = await Played.BeginAsync();
        await played.Server.SendAsync($$$"""{"type":"{{{type}}}","error_event":{"code":1000,"message":"Too long.","{{{name}}}":"max_duration_exceeded"}}""");
        if (closes)
            await played.Server.CloseAsync(1000, "");
        var end = await played.InTimeAsync(played.Call.Ended);
        Assert.Equal((ConversationEndedBy.Server, "Too long."), (end.By, end.Reason));
        Assert.Equal("max_duration_exceeded", end.Error!.ErrorType!.Value.Value);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_the_end_is_not_waited_for_long()
    {
        await using var played = await Played.BeginAsync();
        var ending = played.Call.EndAsync();
        var again = played.Call.EndAsync();
        await Played.Soon(played.Server.DrainAsync());
        Assert.Equal((1000, "User ended conversation"), ((int)played.Server.Socket.CloseStatus!, played.Server.Socket.CloseStatusDescription!));
        Assert.False(ending.IsCompleted);
        played.Time.Advance(TimeSpan.FromSeconds(2));
        var end = await Played.Soon(ending);
        Assert.Equal((ConversationEndedBy.Client, null), (end.By, end.CloseCode));
        Assert.Same(end, await again);
        await played.ReleasedAsync();
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_it_and_the_reason_says_what_to_do()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { MaxMessageBytes = 10_000 });
        await played.Server.SendAsync($$"""{"type":"x","text":"{{new string('a', 20_000)}}"}""");
        var end = await Played.Soon(played.Call.Ended);
        Assert.Equal((ConversationEndedBy.Connection, 1009), (end.By, end.CloseCode));
        Assert.Contains("MaxMessageBytes", end.Reason, StringComparison.Ordinal);
        await Played.Soon(played.Server.DrainAsync());
        Assert.Equal(1009, (int)played.Server.Socket.CloseStatus!);
    }

    [Fact]
    public async Task A_server_that_takes_nothing_is_given_up_in_time()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions(), room: 4);
        var sending = Enumerable.Range(0, 20).Select(_ => played.Call.SendAudioAsync(new byte[8000]).AsTask()).ToArray();
        var end = await played.InTimeAsync(played.Call.Ended);
        Assert.Equal(ConversationEndedBy.Connection, end.By);
        Assert.Contains("took nothing for 20 seconds", end.Reason, StringComparison.Ordinal);
        foreach (var sent in sending.Where(sent => !sent.IsCompletedSuccessfully))
            await Assert.ThrowsAsync<InvalidOperationException>(() => Played.Soon(sent));
    }

    [Fact]
    public async Task Hanging_up_on_a_server_that_takes_nothing_returns_in_time()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions(), room: 1);
        _ = played.Call.SendAudioAsync(new byte[8000]).AsTask().ContinueWith(sent => sent.Exception, TaskScheduler.Default);
        _ = played.Call.SendAudioAsync(new byte[8000]).AsTask().ContinueWith(sent => sent.Exception, TaskScheduler.Default);
        var end = await played.InTimeAsync(played.Call.EndAsync());
        Assert.Equal(ConversationEndedBy.Client, end.By);
        Assert.True(played.Time.Elapsed < TimeSpan.FromSeconds(10), $"It took {played.Time.Elapsed}.");
    }

    [Fact]
    public async Task A_message_whose_sending_is_given_up_before_it_began_is_not_sent()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions(), room: 1);
        var first = played.Call.SendUserMessageAsync(new string('a', 100)).AsTask();
        var second = played.Call.SendUserMessageAsync(new string('b', 100)).AsTask();
        using var cancel = new CancellationTokenSource();
        var third = played.Call.SendUserMessageAsync("c", cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Played.Soon(third));
        Assert.Equal('a', (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("text").GetString()![0]);
        Assert.Equal('b', (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("text").GetString()![0]);
        await Played.Soon(Task.WhenAll(first, second));
        await played.Call.SendUserMessageAsync("d");
        Assert.Equal("d", (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_slow_reader_misses_the_oldest_events_and_is_told_so_and_still_sees_the_end()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { MaxWaitingEventBytes = 100_000 });
        for (var i = 0; i < 50; i++)
            await played.Server.SendAsync($$"""{"type":"x_own","text":"{{new string('a', 10_000)}}"}""");
        await played.Server.CloseAsync(1000, "");
        await Played.Soon(played.Call.Ended);
        var events = await played.EventsAsync();
        Assert.InRange(events.OfType<UnknownServerMessage>().Count(), 1, 10);
        Assert.True(Assert.Single(events.OfType<EventsMissed>()).Count >= 40);
        Assert.IsType<ConversationEnded>(events[^1]);
    }

    [Fact]
    public async Task Text_that_is_no_utf8_ends_the_connection_and_nothing_else()
    {
        await using var played = await Played.BeginAsync();
        await played.Server.SendAsync([.. Encoding.UTF8.GetBytes("{\"type\":\""), 0xC3, 0x28, .. "\"}"u8], WebSocketMessageType.Text);
        Assert.Equal(ConversationEndedBy.Connection, (await Played.Soon(played.Call.Ended)).By);
    }
}
