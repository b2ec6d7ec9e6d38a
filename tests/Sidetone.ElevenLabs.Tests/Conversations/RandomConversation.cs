using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>A conversation whose server does what a seed says: calls tools of every temper, repeats itself, talks nonsense, and breaks off somehow.</summary>
internal sealed class RandomConversation(int seed)
{
    private static readonly string[] s_tools = ["quick", "slow", "never", "refuses", "faults", "blocks", "unknown"];

    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly HashSet<string> _called = [];

    public async Task RunAsync()
    {
        await using var played = new Played();
        var options = new ConversationOptions { Tools = Tools(played.Time), IncludeFrames = _random.Next(4) == 0, Audio = _random.Next(2) == 0 ? new TestAudio() : null };
        var opening = played.OpenAsync(options);
        await played.Server.BeginAsync();
        var call = await Played.Soon(opening);
        var answering = TakeAnswersAsync(played.Server);
        var events = call.Events.ToListAsync().AsTask();

        foreach (var frame in Frames())
            await SendAsync(played, frame);
        var isOrderly = _random.Next(2) == 0;
        if (isOrderly)
        {
            await played.InTimeAsync(AllAnsweredAsync());
            await played.Server.CloseAsync(1000, "");
        }
        else
        {
            await BreakOffAsync(played);
        }
        var end = await played.InTimeAsync(call.Ended);
        await played.InTimeAsync(call.DisposeAsync().AsTask());

        await played.ReleasedAsync();
        var happened = await Played.Soon(events);
        Assert.Same(end, Assert.Single(happened.OfType<ConversationEnded>()));
        Assert.Same(end, happened[^1]);
        await played.InTimeAsync(answering);
        Assert.All(_answers, answered => Assert.Equal(1, answered.Value));
        Assert.Subset(_called, _answers.Keys.ToHashSet());
        if (isOrderly)
            Assert.Equal(_called.Order(), _answers.Keys.Order());
        await CheckLogAsync(call.Log);
    }

    private static async Task CheckLogAsync(IConversationLog log)
    {
        var recorded = await log.ReadAsync().ToListAsync();
        Assert.Equal(
            recorded.OfType<ToolCallRequested>().Select(requested => requested.Call.ToString()),
            recorded.OfType<ToolCallEnded>().Select(ended => ended.Call.ToString()).OrderBy(id => int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Single(recorded.OfType<SessionClosed>());
        Assert.Null(Replay.Run(recorded).Divergence);
    }

    private static ClientTools Tools(TimeProvider time) => new ClientTools(options: new() { Time = time, Limits = new() { MaxOpenCalls = 12, MaxParallelCalls = 5 } })
        .Add("quick", arguments => arguments.GetRawText())
        .Add("slow", async (arguments, token) =>
        {
            await Task.Yield();
            return "slow";
        })
        .Add("never", async (_, _, token) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            return ToolResult.Nothing;
        }, new() { Effect = Effect.ReadOnly, Timeout = TimeSpan.FromSeconds(1) })
        .Add("refuses", (Func<JsonElement, string?>)(_ => throw new ToolException("No.")))
        .Add("faults", (Func<JsonElement, string?>)(_ => throw new InvalidOperationException("No.")))
        .Add("blocks", _ =>
        {
            Thread.SpinWait(10_000);
            return null;
        });

    // Some come twice, some late, some never.
    private List<byte[]> Frames()
    {
        var frames = new List<string>();
        for (var i = _random.Next(25); i > 0; i--)
            frames.Add(Frame(i));
        for (var i = frames.Count / 4; i > 0; i--)
            frames.Insert(_random.Next(frames.Count), frames[_random.Next(frames.Count)]);
        if (_random.Next(2) == 0)
            _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(frames));
        return frames.ConvertAll(Encoding.UTF8.GetBytes);
    }

    private string Frame(int number)
    {
        switch (_random.Next(12))
        {
            case 0: return $$$"""{"type":"ping","ping_event":{"event_id":{{{number}}},"ping_ms":{{{number}}}}}""";
            case 1: return $$$"""{"type":"interruption","interruption_event":{"event_id":{{{number}}}}}""";
            case 2: return $$$"""{"type":"audio","audio_event":{"audio_base_64":"AAAA","event_id":{{{number}}}}}""";
            case 3: return ScriptedSocket.Metadata;
            case 4: return """{"type":"client_tool_call"}""";
            case 5: return "nonsense";
            default:
                var id = $"call_{_random.Next(30)}";
                _called.Add(id);
                return $$$"""{"type":"client_tool_call","client_tool_call":{"tool_name":"{{{s_tools[_random.Next(s_tools.Length)]}}}","tool_call_id":"{{{id}}}","parameters":{"n":{{{_random.Next(3)}}}},"event_id":{{{_random.Next(4)}}},"expects_response":true}}""";
        }
    }

    private async Task SendAsync(Played played, byte[] frame)
    {
        var type = _random.Next(6) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
        var cut = _random.Next(5) == 0 ? _random.Next(frame.Length) : 0;
        if (cut > 0)
            await played.Server.SendAsync(frame[..cut], type, endOfMessage: false);
        await played.Server.SendAsync(frame[cut..], type);
        if (_random.Next(8) == 0)
            played.Time.Advance(TimeSpan.FromMilliseconds(_random.Next(400)));
    }

    private async Task BreakOffAsync(Played played)
    {
        switch (_random.Next(7))
        {
            case 0: played.Line.Cut(); break;
            case 1: await played.Line.Bytes.WriteAsync(Enumerable.Repeat((byte)0xFF, 20).ToArray()); break;
            case 2: await played.Server.SendAsync("""{"type":"agent_tool_response","agent_tool_response":{"tool_name":"end_call","is_error":false}}"""); break;
            case 3: await played.Server.CloseAsync(_random.Next(2) == 0 ? 1011 : 3000, "broken"); break;
            case 4: _ = played.Call.EndAsync(); break;
            case 5: await played.Line.Bytes.DisposeAsync(); break;
            default:
                _ = played.Call.EndAsync();
                await played.Server.CloseAsync(1008, "both at once");
                break;
        }
    }

    private async Task AllAnsweredAsync()
    {
        while (_answers.Count < _called.Count)
            await Task.Delay(1);
    }

    private async Task TakeAnswersAsync(ScriptedSocket server)
    {
        try
        {
            while (await server.ReceiveAsync("client_tool_result") is { ValueKind: not JsonValueKind.Undefined } answer)
                _answers.AddOrUpdate(answer.GetProperty("tool_call_id").GetString()!, 1, (_, count) => count + 1);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException)
        {
            // The line was cut.
        }
    }
}
