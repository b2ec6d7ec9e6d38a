using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>Servers that break every rule: the client goes on where that makes sense, and otherwise ends once.</summary>
public sealed class HostileServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ClientTools Echo() => new ClientTools().Add("echo", arguments => arguments.GetRawText());

    [Fact]
    public async Task Why_a_call_is_not_run_is_logged()
    {
        using var log = new LogLines();
        await using var played = await Played.BeginAsync(new ConversationOptions { Tools = new ClientTools().Add("find_order", _ => "ok").Add("sell", _ => "ok"), LoggerFactory = log });
        await played.CallAsync("findOrder", id: "1");
        await played.CallAsync("sell", id: "2");
        await played.Server.CallAsync("sell", "2");
        await played.CallAsync("sell", id: "3", eventId: 2);
        await played.Server.CallAsync("sell", "");
        await played.CallAsync("sell", id: "4", eventId: 3);
        while (log.All.Count < 3)       // an answer may overtake what is logged of it
            await Task.Delay(1, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "Warning: The agent called findOrder, which is not registered; find_order, sell are. Names must be equal, case included ",
                "Warning: The server called sell without an id: nobody could be answered, so it was not run ",
                "Warning: The server sent the call 2 of sell again; it was not run again ",
            ],
            log.All.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("{\"type\":")]
    [InlineData("{\"type\":\"audio\"} {\"type\":\"audio\"}")]
    [InlineData("{}")]
    [InlineData("{\"type\":null}")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":\"\"}")]
    [InlineData("{\"type\":\"x_unheard_of\"}")]
    [InlineData(ScriptedSocket.Metadata)]
    [InlineData("{\"type\":\"conversation_initiation_metadata\",\"conversation_initiation_metadata_event\":{\"conversation_id\":\"another\"}}")]
    [InlineData("{\"type\":\"ping\"}")]
    [InlineData("{\"type\":\"ping\",\"ping_event\":{\"event_id\":1}}")]
    [InlineData("{\"type\":\"ping\",\"ping_event\":{\"event_id\":99999999999999999999,\"ping_ms\":-5}}")]
    [InlineData("{\"type\":\"audio\",\"audio_event\":{\"audio_base_64\":\"AAA=\",\"event_id\":1,\"alignment\":null}}")]
    [InlineData("{\"type\":\"audio\",\"audio_event\":{\"audio_base_64\":\"no base64!\",\"event_id\":1}}")]
    [InlineData("{\"type\":\"audio\"}")]
    [InlineData("{\"type\":\"agent_response\"}")]
    [InlineData("{\"type\":\"agent_response\",\"agent_response_event\":{\"agent_response\":\"Hi\"}}")]
    [InlineData("{\"type\":\"agent_response\",\"agent_response_event\":[]}")]
    [InlineData("{\"type\":\"interruption\"}")]
    [InlineData("{\"type\":\"client_tool_call\"}")]
    [InlineData("{\"type\":\"client_tool_call\",\"client_tool_call\":{\"tool_name\":\"echo\"}}")]
    [InlineData("{\"type\":\"client_tool_call\",\"client_tool_call\":{\"tool_call_id\":\"z\",\"expects_response\":false}}")]
    [InlineData("{\"type\":\"mcp_tool_call\",\"mcp_tool_call\":{\"state\":\"awaiting_approval\"}}")]
    [InlineData("{\"type\":\"error\"}")]
    [InlineData("{\"type\":\"agent_tool_response\"}")]
    [InlineData("{\"type\":\"agent_response\",\"agent_response_event\":{\"agent_response\":\"\\ud800\",\"event_id\":1e400}}")]
    public async Task A_message_that_is_wrong_does_no_harm(string message)
    {
        await using var played = await Played.BeginAsync(Echo());
        await played.Server.SendAsync(message);
        await played.Server.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Binary);
        Assert.Equal("""{"n":1}""", (await played.CallAsync("echo", """{"n":1}""")).GetProperty("result").GetString());
        var events = await played.CloseAsync();
        Assert.Equal("conv_1", played.Call.Id);
        Assert.Equal(5, events.Count(happened => happened is ServerMessage or ConversationEnded));
        Assert.Equal(ConversationEndedBy.Agent, ((ConversationEnded)events[^1]).By);
    }

    [Fact]
    public async Task A_message_nested_as_deep_as_it_is_long_does_no_harm()
    {
        await using var played = await Played.BeginAsync(Echo());
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        await played.Server.SendAsync($$"""{"type":"x_deep","a":{{deep}}}""");
        Assert.True((await played.CallAsync("echo", deep)).GetProperty("is_error").GetBoolean());
        Assert.Equal("{}", (await played.CallAsync("echo", id: "call_2", eventId: 2)).GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_call_in_a_binary_frame_and_one_in_many_pieces_are_calls()
    {
        await using var played = await Played.BeginAsync(Echo());
        var call = """{"type":"client_tool_call","client_tool_call":{"tool_name":"echo","tool_call_id":"1","parameters":{"text":"Grüße"},"event_id":1,"expects_response":true}}""";
        await played.Server.SendAsync(Encoding.UTF8.GetBytes(call), WebSocketMessageType.Binary);
        Assert.Equal("1", (await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).GetProperty("tool_call_id").GetString());
        var bytes = Encoding.UTF8.GetBytes(call.Replace("\"1\"", "\"2\"", StringComparison.Ordinal).Replace("Grüße", "Größe", StringComparison.Ordinal));
        for (var i = 0; i < bytes.Length; i++)
            await played.Server.SendAsync([bytes[i]], WebSocketMessageType.Text, endOfMessage: i == bytes.Length - 1);
        Assert.Equal("""{"text":"Größe"}""", (await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).GetProperty("result").GetString());
    }

    [Fact]
    public async Task Messages_of_megabytes_are_taken_and_one_beyond_the_limit_ends_it()
    {
        await using var played = await Played.BeginAsync(Echo());
        await played.Server.SendAsync($$"""{"type":"x_big","text":"{{new string('a', 15 * 1024 * 1024)}}"}""");
        Assert.Equal("{}", (await played.CallAsync("echo")).GetProperty("result").GetString());
        await played.Server.SendAsync($$"""{"type":"x_big","text":"{{new string('a', 17 * 1024 * 1024)}}"}""");
        var end = await Played.Soon(played.Call.Ended);
        Assert.Equal((ConversationEndedBy.Connection, 1009), (end.By, end.CloseCode));
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x7E })]                         // a header, cut
    [InlineData(new byte[] { 0x81, 0x05, (byte)'{' })]              // a text, cut
    [InlineData(new byte[] { 0xF1, 0x00 })]                         // reserved bits
    [InlineData(new byte[] { 0x83, 0x00 })]                         // an opcode that is none
    [InlineData(new byte[] { 0x80, 0x01, (byte)'a' })]              // the rest of a message that never began
    [InlineData(new byte[] { 0x81, 0x81, 1, 2, 3, 4, 5 })]          // masked, which only clients do
    [InlineData(new byte[] { 0x81, 0x02, 0xC3, 0x28 })]             // no UTF-8
    [InlineData(new byte[] { 0x88, 0x01, 0x03 })]                   // a close code, cut
    [InlineData(new byte[] { 0x88, 0x02, 0x00, 0x01 })]             // a close code that is none
    [InlineData(new byte[] { 0x88, 0x00 })]                         // a close without a code, which is as good as a normal one
    [InlineData(new byte[] { 0x81, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]    // 9 exabytes
    [InlineData(new byte[] { 0x89, 0x7E, 0x01, 0x00 })]             // a ping that is too long
    [InlineData(new byte[] { (byte)'H', (byte)'T', (byte)'T', (byte)'P' })]
    public async Task Bytes_that_are_no_frames_end_it_once(byte[] bytes)
    {
        await using var played = await Played.BeginAsync(Echo());
        await played.Line.Bytes.WriteAsync(bytes, Cancel);
        await played.Line.Bytes.DisposeAsync();
        var events = await played.EventsAsync();
        var end = Assert.Single(events.OfType<ConversationEnded>());
        Assert.Equal(bytes is [0x88, 0x00] ? ConversationEndedBy.Agent : ConversationEndedBy.Connection, end.By);
        await played.InTimeAsync(played.Call.DisposeAsync().AsTask());
        await played.ReleasedAsync();
    }

    [Fact]
    public async Task A_long_frame_whose_rest_never_comes_keeps_nothing_from_hanging_up()
    {
        await using var played = await Played.BeginAsync(Echo());
        byte[] header = [0x81, 0x7F, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(2), 1_000_000);
        await played.Line.Bytes.WriteAsync(header, Cancel);
        await played.Line.Bytes.WriteAsync("{\"type\""u8.ToArray(), Cancel);
        Assert.Equal(ConversationEndedBy.Client, (await played.InTimeAsync(played.Call.EndAsync())).By);
        await played.ReleasedAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task It_may_break_off_after_every_step(int steps)
    {
        await using var played = new Played();
        var ran = 0;
        var opening = played.OpenAsync(new() { Tools = new ClientTools().Add("buy", _ => $"{Interlocked.Increment(ref ran)}") });
        Func<Task>[] story =
        [
            () => played.Server.ReceiveAsync(),
            () => played.Server.SendAsync(ScriptedSocket.Metadata),
            () => opening,
            () => played.Server.CallAsync("buy", "1"),
            () => played.Server.ReceiveAsync("client_tool_result"),
        ];
        foreach (var step in story.Take(steps))
            await Played.Soon(step());
        played.Line.Cut();
        if (steps < 2)
        {
            await Assert.ThrowsAsync<ConversationStartException>(() => Played.Soon(opening));
        }
        else
        {
            var call = await Played.Soon(opening);
            Assert.Equal(ConversationEndedBy.Connection, (await Played.Soon(call.Ended)).By);
            await played.InTimeAsync(call.DisposeAsync().AsTask());
            var log = await call.Log.ReadAsync(cancellationToken: Cancel).ToListAsync(Cancel);
            Assert.Equal(log.OfType<ToolCallRequested>().Count(), log.OfType<ToolCallEnded>().Count());
            Assert.Equal(ran, log.OfType<ToolCallEnded>().Count(ended => ended.Outcome == Outcome.Completed));
        }
        Assert.InRange(ran, 0, 1);
        await played.ReleasedAsync();
    }

    [Fact]
    public async Task A_socket_that_throws_what_no_socket_should_ends_it_once()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { Tools = Echo() });
        await using var other = new Played();
        var socket = new ThrowingSocket();
        var opening = Conversation.StartAsync(new() { AgentId = "a", Time = other.Time, Connect = (_, _) => new(socket) }, Cancel);
        await Assert.ThrowsAsync<ConversationStartException>(() => other.InTimeAsync(opening));
    }

    [Fact]
    public async Task Machines_that_accept_and_say_nothing_or_reset_fail_the_start()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var time = new Sidetone.Testing.VirtualTime();
        var opening = Conversation.StartAsync(new() { AgentId = "a", BaseAddress = address, Time = time }, Cancel);
        using var silent = await listener.AcceptSocketAsync(Cancel);
        time.Advance(TimeSpan.FromSeconds(20));
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Played.Soon(opening));
        Assert.Contains("20 seconds", failure.Message, StringComparison.Ordinal);

        opening = Conversation.StartAsync(new() { AgentId = "a", BaseAddress = address }, Cancel);
        using var resetting = await listener.AcceptSocketAsync(Cancel);
        resetting.LingerState = new(enable: true, seconds: 0);
        resetting.Close();
        await Assert.ThrowsAsync<ConversationStartException>(() => Played.Soon(opening));
    }

    private sealed class ThrowingSocket : WebSocket
    {
        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort()
        {
        }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => throw new ArithmeticException();

        public override void Dispose()
        {
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new ArithmeticException();

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => throw new ArithmeticException();
    }
}
