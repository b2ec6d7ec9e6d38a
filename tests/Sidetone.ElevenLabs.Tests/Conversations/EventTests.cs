using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Sidetone.ElevenLabs.Conversations;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class EventTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_message_of_the_server_is_an_event_in_order_and_a_callback_too()
    {
        (string Json, Type Kind)[] messages =
        [
            ("""{"type":"agent_response","agent_response_event":{"agent_response":"Hi","event_id":1}}""", typeof(AgentResponse)),
            ("""{"type":"agent_response_correction","agent_response_correction_event":{"original_agent_response":"Hi","corrected_agent_response":"H","event_id":1}}""", typeof(AgentResponseCorrection)),
            ("""{"type":"agent_chat_response_part","text_response_part":{"text":"H","type":"delta","event_id":1}}""", typeof(ChatResponsePart)),
            ("""{"type":"agent_reasoning_response_part","reasoning_response_part":{"text":"H","type":"delta","event_id":"1"}}""", typeof(ReasoningResponsePart)),
            ("""{"type":"user_transcript","user_transcription_event":{"user_transcript":"Yes","event_id":2}}""", typeof(UserTranscript)),
            ("""{"type":"tentative_user_transcript","tentative_user_transcription_event":{"user_transcript":"Y","event_id":2}}""", typeof(TentativeUserTranscript)),
            ("""{"type":"audio","audio_event":{"audio_base_64":"AAA=","event_id":3}}""", typeof(AgentAudio)),
            ("""{"type":"interruption","interruption_event":{"event_id":3}}""", typeof(Interruption)),
            ("""{"type":"agent_tool_request","agent_tool_request":{"tool_name":"t","tool_call_id":"c","tool_type":"client","event_id":4}}""", typeof(AgentToolRequest)),
            ("""{"type":"agent_tool_response","agent_tool_response":{"tool_name":"t","tool_call_id":"c","tool_type":"client","is_error":false,"event_id":4}}""", typeof(AgentToolResponse)),
            ("""{"type":"mcp_tool_call","mcp_tool_call":{"service_id":"s","tool_call_id":"m","tool_name":"t","parameters":{},"state":"loading"}}""", typeof(McpToolCall)),
            ("""{"type":"mcp_connection_status","mcp_connection_status":{"integrations":[]}}""", typeof(McpConnectionStatus)),
            ("""{"type":"vad_score","vad_score_event":{"vad_score":0.5}}""", typeof(VadScore)),
            ("""{"type":"context_usage","context_usage_event":{"event_id":4,"model":"m","context_tokens":1,"context_limit_tokens":2}}""", typeof(ContextUsage)),
            ("""{"type":"agent_typing","agent_typing_event":{"is_typing":true}}""", typeof(AgentTyping)),
            ("""{"type":"queue_status","queue_status_event":{"status":"waiting"}}""", typeof(QueueStatus)),
            ("""{"type":"guardrail_triggered"}""", typeof(GuardrailTriggered)),
            ("""{"type":"agent_response_complete","agent_response_complete_event":{"event_id":4}}""", typeof(AgentResponseComplete)),
            ("""{"type":"x_own","a":1}""", typeof(UnknownServerMessage)),
            ("""{"a":1}""", typeof(UnknownServerMessage)),
            ("nonsense", typeof(MalformedServerMessage)),
        ];
        var called = new List<AgentEvent>();
        var transcripts = 0;
        var over = new TaskCompletionSource();
        var callbacks = new ConversationCallbacks()
            .On<AgentEvent>(called.Add)
            .On<UserTranscript>(async said =>
            {
                await Task.Yield();
                transcripts++;
            })
            .On<ConversationEnded>(_ => over.SetResult());
        await using var played = await Played.BeginAsync(new ConversationOptions { Callbacks = callbacks });
        foreach (var (json, _) in messages)
            await played.Server.SendAsync(json);
        var events = await played.CloseAsync();
        await Played.Soon(over.Task);
        Assert.Equal(
            [typeof(ConversationMetadata), .. messages.Select(message => message.Kind), typeof(ConversationEnded)],
            events.Where(happened => happened is not SpeakingChanged).Select(happened => happened.GetType()));
        Assert.Equal(events, called);
        Assert.Equal(1, transcripts);
    }

    [Fact]
    public async Task Every_message_of_the_client_is_on_the_wire_as_the_platform_wants_it()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { IncludeFrames = true });
        var call = played.Call;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await call.SendFeedbackAsync(true));
        await Assert.ThrowsAsync<ArgumentException>(async () => await call.SendMultimodalMessageAsync(null));
        await played.Server.SendAsync("""{"type":"agent_response","agent_response_event":{"agent_response":"Hi","event_id":12}}""");
        await played.NextAsync<AgentResponse>();
        await call.SendUserMessageAsync("Grüße \"an\" 'alle'", Cancel);
        await call.SendContextualUpdateAsync("looks at shoes", "page", Cancel);
        await call.SendUserActivityAsync(Cancel);
        await call.SendFeedbackAsync(true, cancellationToken: Cancel);
        await call.SendFeedbackAsync(null, 7, Cancel);
        await call.SendMultimodalMessageAsync("see", ["f1", "f2"], Cancel);
        await call.AnswerMcpToolAsync("m1", false, Cancel);
        await call.SendAudioAsync(new byte[] { 1, 2 }, Cancel);
        string[] expected =
        [
            """{"type":"user_message","text":"Grüße \"an\" 'alle'"}""",
            """{"type":"contextual_update","text":"looks at shoes","context_id":"page"}""",
            """{"type":"user_activity"}""",
            """{"type":"feedback","event_id":12,"score":"like"}""",
            """{"type":"feedback","event_id":7,"score":null}""",
            """{"type":"multimodal_message","text":{"type":"user_message","text":"see"},"file":{"type":"file_input","file_id":"f1"},"files":[{"type":"file_input","file_id":"f1"},{"type":"file_input","file_id":"f2"}]}""",
            """{"type":"mcp_tool_approval_result","tool_call_id":"m1","is_approved":false}""",
            """{"user_audio_chunk":"AQI="}""",
        ];
        foreach (var message in expected)
            Assert.Equal(JsonElement.Parse(message).GetRawText(), JsonElement.Parse((await Played.Soon(played.Server.ReceiveAsync())).GetRawText()).GetRawText(), ignoreAllWhiteSpace: true);
        var frames = (await played.CloseAsync()).OfType<Frame>().ToList();
        Assert.Equal(expected.Length, frames.Count(frame => frame.IsOutgoing));
        Assert.Contains(frames, frame => !frame.IsOutgoing || Encoding.UTF8.GetString(frame.Utf8.Span) == expected[2]);
    }

    [Fact]
    public async Task Pings_are_answered_with_their_ids_and_tell_the_latency()
    {
        await using var played = await Played.BeginAsync();
        Assert.Null(played.Call.Latency);
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":1,"ping_ms":null}}""");
        Assert.Equal("""{"type":"pong","event_id":1}""", (await Played.Soon(played.Server.ReceiveAsync())).GetRawText());
        Assert.Null(played.Call.Latency);
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":"2","ping_ms":37}}""");
        Assert.Equal("""{"type":"pong","event_id":2}""", (await Played.Soon(played.Server.ReceiveAsync())).GetRawText());
        Assert.Equal(TimeSpan.FromMilliseconds(37), played.Call.Latency);
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":43,"ping_ms":0}}""");      // not measured: what was still holds
        await played.Server.ReceiveAsync("pong");
        Assert.Equal(TimeSpan.FromMilliseconds(37), played.Call.Latency);
        await played.Server.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_storm_of_pings_into_a_socket_that_takes_nothing_piles_up_no_answers()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions(), room: 1);
        for (var i = 1; i <= 10_000; i++)
            await played.Server.SendAsync($$$"""{"type":"ping","ping_event":{"event_id":{{{i}}},"ping_ms":1}}""");
        await played.Server.SendAsync("""{"type":"x_done"}""");
        await played.NextAsync<UnknownServerMessage>();
        var answered = new List<long>();
        while (answered.Count == 0 || answered[^1] != 10_000)
            answered.Add((await Played.Soon(played.Server.ReceiveAsync())).GetProperty("event_id").GetInt64());
        Assert.InRange(answered.Count, 1, 10);
        Assert.Equal(answered.Order(), answered);
    }

    [Fact]
    public async Task A_callback_that_throws_or_waits_for_ever_does_not_stop_the_conversation()
    {
        var never = new TaskCompletionSource();
        var thrown = 0;
        var callbacks = new ConversationCallbacks()
            .On<ConversationMetadata>(_ =>
            {
                thrown++;
                throw new InvalidOperationException("Mine.");
            })
            .On<AgentResponse>(async _ => await never.Task);
        await using var played = await Played.BeginAsync(new ConversationOptions { Callbacks = callbacks, Tools = new ClientTools().Add("t", _ => "ok") });
        await played.Server.SendAsync("""{"type":"agent_response","agent_response_event":{"agent_response":"Hi","event_id":1}}""");
        Assert.Equal("ok", (await played.CallAsync("t")).GetProperty("result").GetString());
        await played.CloseAsync();
        await played.InTimeAsync(played.Call.DisposeAsync().AsTask());
        Assert.Equal(1, thrown);
        never.SetResult();
    }

    [Fact]
    public async Task A_callback_that_returns_a_task_is_waited_for()
    {
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        var callbacks = new ConversationCallbacks()
            .On<AgentResponse>(_ => Played.Soon(first.Task))
            .On<AgentResponse>(_ => second.SetResult());
        await using var played = await Played.BeginAsync(new ConversationOptions { Callbacks = callbacks });
        await played.Server.SendAsync("""{"type":"agent_response","agent_response_event":{"agent_response":"Hi","event_id":1}}""");
        await played.CloseAsync();
        await Task.WhenAny(second.Task, Task.Delay(50, TestContext.Current.CancellationToken));
        Assert.False(second.Task.IsCompleted);
        first.SetResult();
        await Played.Soon(second.Task);
    }

    [Fact]
    public async Task A_logger_that_fails_does_not_end_the_conversation()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { LoggerFactory = new Failing(), Tools = new ClientTools().Add("t", _ => "ok") });
        await played.Server.CallAsync("t", "");     // without an id it cannot be answered, which is logged
        Assert.Equal("Tool 'unknown' is not registered", (await played.CallAsync("unknown", id: "2")).GetProperty("result").GetString());
        Assert.Equal("ok", (await played.CallAsync("t")).GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_reader_that_stops_goes_on_where_it_was_and_two_readers_share_the_events()
    {
        await using var played = await Played.BeginAsync();
        using var cancel = new CancellationTokenSource();
        var first = played.Call.Events.ToListAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Played.Soon(first));
        var one = played.Call.Events.ToListAsync(Cancel).AsTask();
        var two = played.Call.Events.ToListAsync(Cancel).AsTask();
        for (var i = 0; i < 100; i++)
            await played.Server.SendAsync($$"""{"type":"x_own","n":{{i}}}""");
        await played.Server.CloseAsync(1000, "");
        var all = (await Played.Soon(Task.WhenAll(one, two))).SelectMany(events => events).ToList();
        Assert.Equal(100, all.OfType<UnknownServerMessage>().Count());
        Assert.Single(all.OfType<ConversationEnded>());
        Assert.Empty(await played.EventsAsync());
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    [InlineData("throws", false)]
    public async Task An_mcp_tool_is_approved_once_by_whoever_may_and_an_error_is_a_no(string how, bool isApproved)
    {
        var asked = 0;
        await using var played = await Played.BeginAsync(new ConversationOptions
        {
            ApproveMcpTool = async (call, token) =>
            {
                asked++;
                await Task.Yield();
                return how == "throws" ? throw new InvalidOperationException() : how == "yes";
            },
        });
        await played.Server.SendAsync(Asking("m1"));
        await played.Server.SendAsync(Asking("m1"));
        Assert.Equal($$"""{"type":"mcp_tool_approval_result","tool_call_id":"m1","is_approved":{{(isApproved ? "true" : "false")}}}""", (await Played.Soon(played.Server.ReceiveAsync())).GetRawText());
        await played.Server.SendAsync(Asking("m1"));
        await played.CloseAsync();
        Assert.Equal(1, asked);
        await Played.Soon(played.Server.DrainAsync());
    }

    [Fact]
    public async Task A_question_that_is_settled_otherwise_is_withdrawn_and_not_answered()
    {
        var withdrawn = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using var played = await Played.BeginAsync(new ConversationOptions
        {
            ApproveMcpTool = async (call, token) =>
            {
                asked.SetResult();
                await using var _ = token.Register(withdrawn.SetResult);
                await withdrawn.Task;
                return true;
            },
        });
        await played.Server.SendAsync(Asking("m1"));
        await Played.Soon(asked.Task);
        await played.Server.SendAsync(Asking("m1").Replace("awaiting_approval", "failure", StringComparison.Ordinal));
        await Played.Soon(withdrawn.Task);
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":1,"ping_ms":0}}""");
        Assert.Equal("pong", (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("type").GetString());
    }

    [Fact]
    public async Task However_many_questions_there_are_each_is_answered()
    {
        using var answered = new SemaphoreSlim(0);
        var approvals = new McpApprovals((_, _) => new(true), _ => Task.FromResult(answered.Release()), _ => { });
        for (var i = 0; i < 10_001; i++)
        {
            approvals.Handle((McpToolCall)ServerMessage.Decode(Encoding.UTF8.GetBytes(Asking($"m{i}"))));
            Assert.True(await answered.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), $"Question {i} is not answered.");
        }
    }

    private static string Asking(string id) =>
        $$$"""{"type":"mcp_tool_call","mcp_tool_call":{"service_id":"s","tool_call_id":"{{{id}}}","tool_name":"t","parameters":{},"state":"awaiting_approval","approval_timeout_secs":300}}""";

    private sealed class Failing : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The disk is full.");

        public void Dispose()
        {
        }
    }
}
