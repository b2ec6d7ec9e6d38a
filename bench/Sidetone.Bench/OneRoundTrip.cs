using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Sidetone.ElevenLabs;

namespace Sidetone.Bench;

/// <summary>A client tool that an ElevenLabs agent calls over a loopback socket: the call goes there, its answer comes back, one after the
/// other. The peer is a bare WebSocket that sends back as many bytes, and knows nothing of what they say.</summary>
internal static class OneRoundTrip
{
    private const string Metadata = """{"type":"conversation_initiation_metadata","conversation_initiation_metadata_event":{"conversation_id":"conv_1"}}""";
    private const string Answer = """{"type":"client_tool_result","tool_call_id":"toolu_0000000","result":"{\"sku\":\"A-7\",\"quantity\":2,\"price\":39.0}","is_error":false}""";
    private const int Conversations = 1_000;

    private static int s_calls;

    public static async Task<IEnumerable<Row>> MeasureAsync()
    {
        var (ours, peer) = await Stopwatches.CompareAsync(OursAsync, EchoAsync, 2_000, rounds: 9);
        await HoldAsync(50);
        var bytes = await HoldAsync(Conversations);
        return
        [
            new("a client tool's round trip over loopback: time", $"{ours.Microseconds:0.0} µs", $"{peer.Microseconds:0.0} µs, bare WebSocket echo", ours.Microseconds / peer.Microseconds, 2),
            new("the same: memory, both ends", $"{ours.Bytes:0} B", $"{peer.Bytes:0} B", ours.Bytes / peer.Bytes, null),
            new($"an idle conversation over a socket, of {Conversations}: memory", $"{bytes / 1024:0.0} KB", "—", bytes / 1024, null, "KB"),
        ];
    }

    private static async Task OursAsync(int times)
    {
        var (client, server) = await ConnectAsync();
        using var _ = server;
        var (call, buffer) = await BeginAsync(client, server);
        for (var i = 0; i < times; i++)
        {
            await server.SendAsync(Call(Interlocked.Increment(ref s_calls)), WebSocketMessageType.Text, true, default);
            if ((await server.ReceiveAsync(buffer.AsMemory(), default)).Count < 50)
                throw new InvalidOperationException("No answer.");
        }
        await server.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        server.Dispose();       // otherwise the client waits for that, for a second
        await call.DisposeAsync();
    }

    private static async Task EchoAsync(int times)
    {
        var (client, server) = await ConnectAsync();
        using var first = client;
        using var second = server;
        var echo = ReplyAsync(client, times);
        var buffer = new byte[4096];
        for (var i = 0; i < times; i++)
        {
            await server.SendAsync(Call(i), WebSocketMessageType.Text, true, default);
            if ((await server.ReceiveAsync(buffer.AsMemory(), default)).Count < 50)
                throw new InvalidOperationException("No answer.");
        }
        await echo;
    }

    private static async Task ReplyAsync(WebSocket client, int times)
    {
        var buffer = new byte[4096];
        var answer = Encoding.UTF8.GetBytes(Answer);
        for (var i = 0; i < times; i++)
        {
            await client.ReceiveAsync(buffer.AsMemory(), default);
            await client.SendAsync(answer.AsMemory(), WebSocketMessageType.Text, true, default);
        }
    }

    // What both ends of a conversation hold, sockets included, less what the bare sockets do.
    private static async Task<double> HoldAsync(int count)
    {
        var lines = new List<(WebSocket Client, WebSocket Server)>(count);
        for (var i = 0; i < count; i++)
            lines.Add(await ConnectAsync());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var calls = new List<Conversation>(count);
        foreach (var (client, server) in lines)
            calls.Add((await BeginAsync(client, server)).Call);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var (_, server) in lines)
            server.Dispose();
        foreach (var call in calls)
            await call.DisposeAsync();
        return (double)(after - before) / count;
    }

    private static async Task<(Conversation Call, byte[] Buffer)> BeginAsync(WebSocket client, WebSocket server)
    {
        var starting = Conversation.StartAsync(new() { AgentId = "agent_1", Connect = (_, _) => new(client), Tools = new ClientTools().Add(OrderDesk.Tools.Single(tool => tool.Name == "quote")) });
        var buffer = new byte[4096];
        await server.ReceiveAsync(buffer.AsMemory(), default);
        await server.SendAsync(Encoding.UTF8.GetBytes(Metadata), WebSocketMessageType.Text, true, default);
        return (await starting, buffer);
    }

    private static byte[] Call(int number) => Encoding.UTF8.GetBytes(
        $$$"""{"type":"client_tool_call","client_tool_call":{"tool_name":"quote","tool_call_id":"toolu_{{{number:0000000}}}","parameters":{"sku":"A-7","quantity":2},"event_id":{{{number}}},"expects_response":true}}""");

    private static async Task<(WebSocket Client, WebSocket Server)> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = listener.AcceptSocketAsync();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(listener.LocalEndpoint);
        var server = await accepting;
        server.NoDelay = true;
        return (
            WebSocket.CreateFromStream(new NetworkStream(client, ownsSocket: true), new WebSocketCreationOptions()),
            WebSocket.CreateFromStream(new NetworkStream(server, ownsSocket: true), new WebSocketCreationOptions { IsServer = true }));
    }
}
