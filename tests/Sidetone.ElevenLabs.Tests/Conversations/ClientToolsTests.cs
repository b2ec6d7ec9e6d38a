using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Conversations;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed partial class ClientToolsTests
{
    private static readonly AsyncLocal<string?> s_tenant = new();

    // This server is quicker than any model could be: what it asks for again, it asks for knowingly.
    private static readonly ClientToolsOptions s_fast = new() { Limits = new() { AnswerLatency = TimeSpan.Zero } };

    internal sealed record Order(string Sku, int Quantity);

    /// <summary>Tells the time.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string TellTime() => "noon";

    [Fact]
    public async Task Every_way_to_register_a_tool_is_called_alike()
    {
        var tools = new ClientTools()
            .Add("sync", (int a, int b) => a + b)
            .Add("async", async (string name) =>
            {
                await Task.Yield();
                return new { hello = name };
            })
            .Add("typed", (Order order) => order with { Quantity = order.Quantity + 1 })
            .Add("raw", arguments => arguments.GetProperty("x").GetRawText())
            .Add("raw_async", async (arguments, token) =>
            {
                await Task.Yield();
                return arguments.GetRawText();
            })
            .Add("full", (_, run, _) => ValueTask.FromResult(ToolResult.Text(run.ProviderId)))
            .Add(AIFunctionFactory.Create((int n) => n * 2, "function"))
            .Add(Tools);
        await using var played = await Played.BeginAsync(tools);
        var n = 0;
        async Task<string> SayAsync(string tool, string parameters) =>
            (await played.CallAsync(tool, parameters, $"call_{++n}", n)).GetProperty("result").GetString()!;

        Assert.Equal("3", await SayAsync("sync", """{"a":1,"b":2}"""));
        Assert.Equal("""{"hello":"Ada"}""", await SayAsync("async", """{"name":"Ada"}"""));
        Assert.Equal("""{"sku":"A-7","quantity":3}""", await SayAsync("typed", """{"order":{"sku":"A-7","quantity":2}}"""));
        Assert.Equal("[1]", await SayAsync("raw", """{"x":[1]}"""));
        Assert.Equal("""{"x":1}""", await SayAsync("raw_async", """{"x":1}"""));
        Assert.Equal("call_6", await SayAsync("full", "{}"));
        Assert.Equal("4", await SayAsync("function", """{"n":2}"""));
        Assert.Equal("noon", await SayAsync("tell_time", "{}"));
    }

    [Fact]
    public async Task An_unknown_tool_is_told_in_the_words_of_the_official_sdk()
    {
        await using var played = await Played.BeginAsync();
        Assert.Equal(
            """{"type":"client_tool_result","tool_call_id":"call_1","result":"Tool 'getWeather' is not registered","is_error":true}""",
            (await played.CallAsync("getWeather")).GetRawText());
        Assert.Equal("Tool 'toString' is not registered", (await played.CallAsync("toString", id: "call_2")).GetProperty("result").GetString());
        Assert.Equal("Tool '' is not registered", (await played.CallAsync("", id: "call_3")).GetProperty("result").GetString());
    }

    [Fact]
    public async Task Tools_come_and_go_while_the_conversation_goes_on()
    {
        var tools = new ClientTools(options: s_fast);
        await using var played = await Played.BeginAsync(tools);
        Assert.True((await played.CallAsync("now", id: "1")).GetProperty("is_error").GetBoolean());
        tools.Add("now", _ => "noon");
        Assert.Equal("noon", (await played.CallAsync("now", id: "2", eventId: 2)).GetProperty("result").GetString());
        Assert.Throws<ArgumentException>(() => tools.Add("now", _ => "again"));
        Assert.True(tools.Remove("now"));
        Assert.False(tools.Remove("now"));
        Assert.True((await played.CallAsync("now", id: "3", eventId: 3)).GetProperty("is_error").GetBoolean());
        tools.Add("now", _ => "one");
        Assert.Equal("one", (await played.CallAsync("now", id: "4", eventId: 4)).GetProperty("result").GetString());
        tools.Clear();
        Assert.Equal("Tool 'now' is not registered", (await played.CallAsync("now", id: "5", eventId: 5)).GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_tool_that_clashes_with_a_toolset_of_one_conversation_does_not_trouble_whoever_registers_it()
    {
        var tools = new ClientTools().Add(new Desk());
        await using var played = await Played.BeginAsync(tools);
        Assert.Equal("desk", (await played.CallAsync("who")).GetProperty("result").GetString());
        tools.Add("who", _ => "registry");
        tools.Add("other", _ => "other");
        Assert.True(tools.Contains("who"));
        tools.Remove("who");
        Assert.Equal("other", (await played.CallAsync("other", id: "call_2", eventId: 2)).GetProperty("result").GetString());
    }

    [Fact]
    public async Task An_unknown_tool_can_be_found_when_it_is_called()
    {
        var asked = new List<string>();
        var tools = new ClientTools(options: s_fast with
        {
            OnUnknown = async (call, token) =>
            {
                await Task.Yield();
                lock (asked)
                    asked.Add(call.ToolName);
                return call.ToolName switch
                {
                    "late" => Tool.Create("other_name", "", """{"type":"object"}""", (_, run, _) => ValueTask.FromResult(ToolResult.Text(run.Tool.Name))),
                    "throws" => throw new InvalidOperationException("secret"),
                    _ => null,
                };
            },
        });
        await using var played = await Played.BeginAsync(tools);
        Assert.Equal("late", (await played.CallAsync("late", id: "1")).GetProperty("result").GetString());
        Assert.Equal("late", (await played.CallAsync("late", id: "2", eventId: 2)).GetProperty("result").GetString());
        Assert.Equal("Tool 'throws' is not registered", (await played.CallAsync("throws", id: "3", eventId: 3)).GetProperty("result").GetString());
        Assert.Equal("Tool 'none' is not registered", (await played.CallAsync("none", id: "4", eventId: 4)).GetProperty("result").GetString());
        Assert.Equal(["late", "throws", "none"], asked);
    }

    [Fact]
    public async Task Finding_a_tool_that_takes_for_ever_is_given_up_and_the_call_answered()
    {
        var time = new VirtualTime();
        var asked = new TaskCompletionSource();
        var tools = new ClientTools(options: new()
        {
            Time = time,
            OnUnknown = async (_, _) =>
            {
                asked.SetResult();
                await new TaskCompletionSource().Task;
                return null;
            },
        });
        await using var played = await Played.BeginAsync(tools);
        var answer = played.CallAsync("x");
        await Played.Soon(asked.Task);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("Tool 'x' is not registered", (await answer).GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_call_that_expects_no_response_is_run_and_gets_none()
    {
        var ran = 0;
        await using var played = await Played.BeginAsync(new ClientTools(options: s_fast).Add("log", _ => $"{++ran}"));
        await played.Server.CallAsync("log", "1", expectsResponse: false);
        var ended = await played.NextAsync<ClientToolEnded>();
        Assert.Null(ended.Answer);
        Assert.Equal("1", ended.Result.Output);
        Assert.Equal("2", (await played.CallAsync("log", id: "2", eventId: 2)).GetProperty("result").GetString());
        Assert.Equal(2, ran);
    }

    [Fact]
    public async Task Every_call_is_answered_where_that_is_asked_for()
    {
        await using var played = await Played.BeginAsync(new ClientTools(options: new() { AlwaysAnswer = true }).Add("log", _ => "logged"));
        await played.Server.CallAsync("log", "1", expectsResponse: false);
        Assert.Equal("logged", (await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_call_that_comes_twice_is_run_once_and_answered_once()
    {
        var ran = 0;
        await using var played = await Played.BeginAsync(new ClientTools().Add("buy", _ => $"{++ran}"));
        await played.Server.CallAsync("buy", "same");
        await played.Server.CallAsync("buy", "same");
        await played.Server.CallAsync("buy", "same", """{"other":1}""", eventId: 2);
        Assert.Equal("1", (await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).GetProperty("result").GetString());
        Assert.Equal("other", (await played.CallAsync("nothing", id: "other", eventId: 3)).GetProperty("tool_call_id").GetString());
        Assert.Equal(1, ran);
        Assert.Equal(2, (await played.CloseAsync()).OfType<ClientToolEnded>().Count());
    }

    [Fact]
    public async Task A_call_that_comes_again_long_after_is_not_answered_again()
    {
        const int Remembered = 1_000;
        var runs = 0;
        var tools = new ClientTools().Add("buy", _ => $"{Interlocked.Increment(ref runs)}");
        await using var played = await Played.BeginAsync(tools);
        await played.CallAsync("buy", id: "first");
        for (var i = 0; i < Remembered; i++)
            await played.CallAsync("unknown", id: $"call_{i}", eventId: 2);
        await played.Server.CallAsync("buy", "first", eventId: 3);
        Assert.Equal("last", (await played.CallAsync("buy", """{"n":2}""", "last", eventId: 4)).GetProperty("tool_call_id").GetString());
        Assert.Equal(2, runs);
    }

    [Fact]
    public void Of_calls_that_are_answered_only_so_many_are_remembered_and_of_others_all()
    {
        var ids = new CallIds(remembered: 2);
        string[] all = ["open", "1", "2", "3"];
        Assert.All(all, id => Assert.True(ids.Take(id)));
        Assert.All(all[1..], ids.Answer);
        Assert.Equal([false, true, false, false], all.Select(ids.Take));
    }

    [Fact]
    public async Task The_same_action_twice_in_one_turn_is_done_once_and_both_calls_are_answered()
    {
        var ran = 0;
        var gate = new TaskCompletionSource();
        await using var played = await Played.BeginAsync(new ClientTools().Add("buy", async (_, _) =>
        {
            await gate.Task;
            return $"order {++ran}";
        }));
        await played.Server.CallAsync("buy", "1", """{"sku":"A"}""", eventId: 4);
        await played.Server.CallAsync("buy", "2", """{ "sku" : "A" }""", eventId: 4);
        gate.SetResult();
        var answers = new[] { await Played.Soon(played.Server.ReceiveAsync("client_tool_result")), await Played.Soon(played.Server.ReceiveAsync("client_tool_result")) };
        Assert.Equal(["1", "2"], answers.Select(answer => answer.GetProperty("tool_call_id").GetString()!).Order());
        Assert.All(answers, answer => Assert.StartsWith("order 1", answer.GetProperty("result").GetString(), StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.False(answer.GetProperty("is_error").GetBoolean()));
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task The_same_action_twice_is_done_twice_where_the_official_sdk_does_so()
    {
        var ran = 0;
        await using var played = await Played.BeginAsync(new ClientTools(options: new() { PythonQuirks = true }).Add("buy", _ => $"order {Interlocked.Increment(ref ran)}"));
        await played.Server.CallAsync("buy", "1", eventId: 4);
        await played.Server.CallAsync("buy", "2", eventId: 4);
        var answers = new[] { await Played.Soon(played.Server.ReceiveAsync("client_tool_result")), await Played.Soon(played.Server.ReceiveAsync("client_tool_result")) };
        Assert.Equal(["order 1", "order 2"], answers.Select(answer => answer.GetProperty("result").GetString()!).Order());
    }

    [Fact]
    public async Task The_same_action_twice_fails_twice_when_it_fails()
    {
        var gate = new TaskCompletionSource();
        await using var played = await Played.BeginAsync(new ClientTools().Add("buy", async (_, _) =>
        {
            await gate.Task;
            throw new ToolException("Sold out.");
        }));
        await played.Server.CallAsync("buy", "1", eventId: 4);
        await played.Server.CallAsync("buy", "2", eventId: 4);
        gate.SetResult();
        for (var i = 0; i < 2; i++)
        {
            var answer = await Played.Soon(played.Server.ReceiveAsync("client_tool_result"));
            Assert.StartsWith("Sold out.", answer.GetProperty("result").GetString(), StringComparison.Ordinal);
            Assert.True(answer.GetProperty("is_error").GetBoolean());
        }
    }

    [Fact]
    public async Task What_an_interruption_does_to_a_tool_is_its_authors_choice()
    {
        var gate = new TaskCompletionSource();
        var running = new CountdownEvent(2);
        Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> waits = async (_, _, token) =>
        {
            running.Signal();
            await gate.Task.WaitAsync(token);
            return ToolResult.Text("done");
        };
        await using var played = await Played.BeginAsync(new ClientTools()
            .Add("look", waits, new() { Effect = Effect.ReadOnly })
            .Add("buy", waits));
        await played.Server.CallAsync("look", "look");
        await played.Server.CallAsync("buy", "buy");
        await Played.Soon(Task.Run(running.Wait));
        await played.Server.SendAsync("""{"type":"interruption","interruption_event":{"event_id":2}}""");
        var cancelled = await Played.Soon(played.Server.ReceiveAsync("client_tool_result"));
        Assert.Equal(("look", true), (cancelled.GetProperty("tool_call_id").GetString(), cancelled.GetProperty("is_error").GetBoolean()));
        gate.SetResult();
        var finished = await Played.Soon(played.Server.ReceiveAsync("client_tool_result"));
        Assert.Equal(("buy", "done"), (finished.GetProperty("tool_call_id").GetString(), finished.GetProperty("result").GetString()));
        running.Dispose();
    }

    [Fact]
    public async Task A_tool_that_finishes_after_the_end_tells_nobody_and_is_in_the_log()
    {
        var gate = new TaskCompletionSource();
        var running = new TaskCompletionSource();
        await using var played = await Played.BeginAsync(new ClientTools().Add("buy", async (_, _) =>
        {
            running.SetResult();
            await gate.Task;
            return "bought";
        }));
        await played.Server.CallAsync("buy", "1");
        await Played.Soon(running.Task);
        var events = await played.CloseAsync();
        gate.SetResult();
        await Played.Soon(played.Call.DisposeAsync().AsTask());
        Assert.IsType<ConversationEnded>(events[^1]);
        Assert.Empty(events.OfType<ClientToolEnded>());
        var log = await played.Call.Log.ReadAsync().ToListAsync();
        var end = Assert.Single(log.OfType<ToolCallEnded>());
        Assert.Equal((Outcome.Completed, "bought"), (end.Outcome, end.Output.ToString()));
        Assert.IsType<SessionClosed>(log[^1]);
        Assert.Null(Replay.Run(log).Divergence);
        await Played.Soon(played.Server.DrainAsync());
    }

    [Fact]
    public async Task A_handler_runs_in_the_context_in_which_the_conversation_was_started()
    {
        var seen = new List<string?>();
        var tools = new ClientTools().Add("who", _ => s_tenant.Value + " " + Activity.Current?.RootId);
        async Task<string> StartedByAsync(string tenant)
        {
            s_tenant.Value = tenant;
            using var activity = new Activity(tenant).SetIdFormat(ActivityIdFormat.Hierarchical).Start();
            await using var played = await Played.BeginAsync(tools);
            s_tenant.Value = "another";
            return (await played.CallAsync("who")).GetProperty("result").GetString() + "|" + tenant + " " + activity.RootId;
        }

        var both = await Task.WhenAll(StartedByAsync("red"), StartedByAsync("blue"));
        Assert.All(both, said => Assert.Equal(said.Split('|')[1], said.Split('|')[0]));
        Assert.NotEqual(both[0], both[1]);
    }

    [Fact]
    public async Task A_handler_that_blocks_its_thread_delays_neither_pings_nor_other_calls()
    {
        using var released = new ManualResetEventSlim();
        await using var played = await Played.BeginAsync(new ClientTools()
            .Add("block", _ =>
            {
                released.Wait();
                return "late";
            })
            .Add("quick", _ => "soon"));
        await played.Server.CallAsync("block", "1");
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":9,"ping_ms":41}}""");
        Assert.Equal("""{"type":"pong","event_id":9}""", (await Played.Soon(played.Server.ReceiveAsync())).GetRawText());
        Assert.Equal(TimeSpan.FromMilliseconds(41), played.Call.Latency);
        Assert.Equal("soon", (await played.CallAsync("quick", id: "2")).GetProperty("result").GetString());
        released.Set();
        Assert.Equal("late", (await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_flood_of_calls_is_bounded_and_every_one_is_answered_once()
    {
        const int Calls = 300;
        var gate = new TaskCompletionSource();
        var tools = new ClientTools(options: new() { Limits = new() { MaxOpenCalls = 20, MaxParallelCalls = 4 } })
            .Add("work", async (_, _) =>
            {
                await gate.Task;
                return "worked";
            });
        await using var played = await Played.BeginAsync(tools);
        for (var i = 0; i < Calls; i++)
            await played.Server.CallAsync("work", $"{i}", $$"""{"n":{{i}}}""", eventId: i + 1);
        var answers = new List<JsonElement>();
        while (answers.Count < Calls - 20)
            answers.Add((await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).Clone());
        Assert.All(answers, answer => Assert.True(answer.GetProperty("is_error").GetBoolean()));
        gate.SetResult();
        while (answers.Count < Calls)
            answers.Add((await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).Clone());
        Assert.Equal(Calls, answers.Select(answer => answer.GetProperty("tool_call_id").GetString()).Distinct().Count());
        Assert.Equal(20, answers.Count(answer => answer.GetProperty("result").GetString() == "worked"));
    }

    private sealed class Desk() : Toolset("desk")
    {
        public override IReadOnlyList<Tool> Tools { get; } =
            [Tool.Create("who", "", """{"type":"object"}""", (_, _, _) => ValueTask.FromResult(ToolResult.Text("desk")))];
    }
}
