using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class ToolOrderTests
{
    // Reading it runs code of a user.
    public sealed class Ticket
    {
        public static AsyncLocal<Task?> Reading { get; } = new();

        public string Number
        {
            get;
            set
            {
                Reading.Value?.Wait(TestContext.Current.CancellationToken);
                field = value;
            }
        } = "";
    }

    [Fact]
    public async Task Arguments_that_are_slow_to_read_hold_neither_pings_nor_sound_and_the_calls_keep_their_order()
    {
        var gate = new TaskCompletionSource();
        Ticket.Reading.Value = gate.Task;
        var run = new List<string>();
        var tools = new ClientTools(options: new() { Limits = new() { MaxParallelCalls = 1 } })
            .Add("print", (Ticket ticket) => run.Add(ticket.Number))
            .Add("note", arguments =>
            {
                run.Add("note");
                return null;
            });
        await using var played = await Played.BeginAsync(tools);
        await played.Server.CallAsync("print", "1", """{"ticket":{"number":"A-1"}}""");
        await played.Server.CallAsync("note", "2");
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":1,"ping_ms":0}}""");
        Assert.Equal("pong", (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("type").GetString());
        gate.SetResult();
        await Played.Soon(played.Server.ReceiveAsync("client_tool_result"));
        await Played.Soon(played.Server.ReceiveAsync("client_tool_result"));
        Assert.Equal(["A-1", "note"], run);
    }

    [Fact]
    public async Task An_interruption_that_finds_too_many_calls_before_it_is_not_lost()
    {
        var gate = new TaskCompletionSource();
        Ticket.Reading.Value = gate.Task;
        var looking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tools = new ClientTools(options: new() { Limits = new() { MaxOpenCalls = 2 } })
            .Add("look", async (_, _, token) =>
            {
                looking.SetResult();
                await new TaskCompletionSource().Task.WaitAsync(token);
                return ToolResult.Nothing;
            }, new() { Effect = Effect.ReadOnly })
            .Add("print", (Ticket ticket) => { }, effect: Effect.Mutating);
        await using var played = await Played.BeginAsync(tools);
        await played.Server.CallAsync("look", "1");
        await Played.Soon(looking.Task);
        for (var i = 2; i < 6; i++)
            await played.Server.CallAsync("print", $"{i}", "{\"ticket\":{\"number\":\"A-" + i + "\"}}", eventId: i);
        await played.Server.SendAsync("""{"type":"interruption","interruption_event":{"event_id":9}}""");
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":1,"ping_ms":0}}""");
        await Played.Soon(played.Server.ReceiveAsync("pong"));
        gate.SetResult();
        JsonElement answer;
        do
            answer = await Played.Soon(played.Server.ReceiveAsync("client_tool_result"));
        while (answer.GetProperty("tool_call_id").GetString() != "1");
        Assert.True(answer.GetProperty("is_error").GetBoolean());
    }

    [Fact]
    public async Task An_interruption_is_of_the_calls_before_it_and_of_none_after_it()
    {
        var gate = new TaskCompletionSource();
        Ticket.Reading.Value = gate.Task;
        var tools = new ClientTools()
            .Add("print", (Ticket ticket) => { }, effect: Effect.Mutating)
            .Add("look", async (_, _, token) =>
            {
                await new TaskCompletionSource().Task.WaitAsync(token);
                return ToolResult.Nothing;
            }, new() { Effect = Effect.ReadOnly })
            .Add("look_again", (_, _, _) => new(ToolResult.Text("seen")), new() { Effect = Effect.ReadOnly });
        await using var played = await Played.BeginAsync(tools);
        await played.Server.CallAsync("print", "1", """{"ticket":{"number":"A-1"}}""");
        await played.Server.CallAsync("look", "2");
        await played.Server.SendAsync("""{"type":"interruption","interruption_event":{"event_id":1}}""");
        await played.Server.CallAsync("look_again", "3", eventId: 2);
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":1,"ping_ms":0}}""");
        Assert.Equal("pong", (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("type").GetString());
        gate.SetResult();
        var answers = new Dictionary<string, bool>();
        while (answers.Count < 3)
        {
            var answer = await Played.Soon(played.Server.ReceiveAsync("client_tool_result"));
            answers.Add(answer.GetProperty("tool_call_id").GetString()!, answer.GetProperty("is_error").GetBoolean());
        }
        Assert.True(answers["2"]);
        Assert.False(answers["3"]);
    }

    [Fact]
    public async Task A_call_that_comes_right_before_the_end_is_run_and_recorded()
    {
        var run = 0;
        var tools = new ClientTools().Add("log", _ =>
        {
            Interlocked.Increment(ref run);
            return null;
        });
        await using var played = await Played.BeginAsync(tools);
        for (var i = 1; i <= 20; i++)
            await played.Server.CallAsync("log", $"{i}", $$"""{"n":{{i}}}""", eventId: i, expectsResponse: false);
        await played.Server.CloseAsync(1000, "");
        await played.InTimeAsync(played.Call.DisposeAsync().AsTask());
        Assert.Equal(20, run);
        Assert.Equal(20, await played.Call.Log.ReadAsync().OfType<ToolCallEnded>().CountAsync());
    }

    [Fact]
    public async Task Arguments_that_are_never_read_hold_the_end_no_longer_than_may_be()
    {
        var gate = new TaskCompletionSource();
        Ticket.Reading.Value = gate.Task;
        await using var played = await Played.BeginAsync(new ClientTools().Add("print", (Ticket ticket) => { }));
        await played.Server.CallAsync("print", "1", """{"ticket":{"number":"A-1"}}""");
        await played.Server.CloseAsync(1000, "");
        await played.InTimeAsync(played.Call.DisposeAsync().AsTask());
        Assert.True(played.Time.Elapsed < TimeSpan.FromSeconds(25), $"It took {played.Time.Elapsed}.");
        gate.SetResult();
    }

    [Fact]
    public async Task A_conversation_without_an_id_shares_no_key_with_another()
    {
        var keys = new List<string>();
        var tools = new ClientTools().Add("charge", (_, run, _) => new(ToolResult.Text(run.IdempotencyKey)));
        for (var i = 0; i < 2; i++)
        {
            await using var played = new Played();
            var opening = played.OpenAsync(new() { Tools = tools });
            await played.Server.BeginAsync("""{"type":"conversation_initiation_metadata"}""");
            await Played.Soon(opening);
            keys.Add((await played.CallAsync("charge")).GetProperty("result").GetString()!);
            Assert.Equal("", played.Call.Id);
        }
        Assert.NotEqual(keys[0], keys[1]);
    }
}
