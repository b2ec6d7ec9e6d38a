using System.Collections.Concurrent;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class ThreadTests
{
    [Fact]
    public async Task A_thread_that_waits_for_it_with_a_context_of_its_own_is_not_needed()
    {
        await using var server = await ScriptedServer.StartAsync(async socket =>
        {
            await socket.BeginAsync();
            await socket.CallAsync("t", "1");
            await socket.ReceiveAsync("client_tool_result");
            await socket.ReceiveAsync("user_message");
            await socket.DrainAsync();
            await socket.CloseAsync(1000, "");
        });
        var done = new TaskCompletionSource<ConversationEnded>();
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new NeverPosted());
            try
            {
                var options = new ConversationOptions { AgentId = "a", BaseAddress = server.Address, Tools = new ClientTools().Add("t", _ => "ok"), Audio = new TestAudio(), TextOnly = false };
                var call = Conversation.StartAsync(options).GetAwaiter().GetResult();
                call.SendUserMessageAsync("Hello?").AsTask().GetAwaiter().GetResult();
                var end = call.EndAsync().GetAwaiter().GetResult();
                call.DisposeAsync().AsTask().GetAwaiter().GetResult();
                done.SetResult(end);
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        thread.Start();
        Assert.Equal(ConversationEndedBy.Client, (await Played.Soon(done.Task)).By);
    }

    [Fact]
    public async Task A_callback_may_dispose_of_the_conversation()
    {
        var disposed = new TaskCompletionSource();
        Played? played = null;
        var callbacks = new ConversationCallbacks().On<Sidetone.ElevenLabs.Wire.AgentResponse>(async _ =>
        {
            await played!.Call.DisposeAsync();
            disposed.SetResult();
        });
        played = await Played.BeginAsync(new ConversationOptions { Callbacks = callbacks });
        await using var _ = played;
        await played.Server.SendAsync("""{"type":"agent_response","agent_response_event":{"agent_response":"Bye","event_id":1}}""");
        await Played.Soon(played.Server.DrainAsync());
        await played.Server.CloseAsync(1000, "");
        await Played.Soon(disposed.Task);
        Assert.Equal(ConversationEndedBy.Client, (await played.Call.Ended).By);
    }

    [Fact]
    public async Task A_tool_may_end_the_conversation_and_dispose_of_it_and_is_not_waited_for()
    {
        var disposed = new TaskCompletionSource();
        Played? played = null;
        var tools = new ClientTools().Add("bye", async (_, _) =>
        {
            await played!.Call.EndAsync();
            await played.Call.DisposeAsync();
            disposed.SetResult();
            return "never told";
        });
        played = await Played.BeginAsync(tools);
        await using var _ = played;
        await played.Server.CallAsync("bye", "1");
        await Played.Soon(played.Server.DrainAsync());
        await played.Server.CloseAsync(1000, "");
        await Played.Soon(disposed.Task);
        Assert.Equal(ConversationEndedBy.Client, (await played.Call.Ended).By);
        await Played.Soon(played.Call.DisposeAsync().AsTask());
        Assert.Equal(Outcome.Completed, (await played.Call.Log.ReadAsync().OfType<ToolCallEnded>().SingleAsync()).Outcome);
    }

    [Fact]
    public async Task Work_that_a_tool_has_sent_off_may_wait_for_the_end_like_anybody()
    {
        var (called, release, finish, disposed) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        Played? played = null;
        Task? sentOff = null;
        var tools = new ClientTools()
            .Add("send_off", arguments =>
            {
                sentOff = Task.Run(async () =>
                {
                    await release.Task;
                    await played!.Call.DisposeAsync();
                    disposed.SetResult();
                });
                return null;
            })
            .Add("slow", async (_, _) =>
            {
                called.SetResult();
                await finish.Task;
                return null;
            });
        played = await Played.BeginAsync(tools);
        await using var end = played;
        await played.CallAsync("send_off", id: "1");
        Assert.NotNull(sentOff);
        await played.Server.CallAsync("slow", "2");
        await Played.Soon(called.Task);
        var drained = played.Server.DrainAsync();
        release.SetResult();
        await Played.Soon(drained);
        await played.Server.CloseAsync(1000, "");
        await Played.Soon(played.Call.Ended);
        Assert.False(disposed.Task.IsCompleted);
        finish.SetResult();
        await Played.Soon(disposed.Task);
        Assert.Equal(2, await played.Call.Log.ReadAsync().OfType<ToolCallEnded>().CountAsync());
    }

    [Fact]
    public async Task All_callbacks_have_run_when_it_is_disposed_of()
    {
        var told = 0;
        var first = new TaskCompletionSource();
        var callbacks = new ConversationCallbacks().On<Sidetone.ElevenLabs.Wire.UnknownServerMessage>(async _ =>
        {
            await first.Task;
            await Task.Yield();
            told++;
        }).On<ConversationEnded>(_ => told += 100);
        await using var played = await Played.BeginAsync(new ConversationOptions { Callbacks = callbacks });
        for (var i = 0; i < 5; i++)
            await played.Server.SendAsync("""{"type":"x_own"}""");
        await played.Server.CloseAsync(1000, "");
        await Played.Soon(played.Call.Ended);
        var disposing = played.Call.DisposeAsync().AsTask();
        first.SetResult();
        await Played.Soon(disposing);
        Assert.Equal(105, told);
    }

    [Fact]
    public async Task Sending_from_many_threads_keeps_every_message_whole()
    {
        await using var played = await Played.BeginAsync();
        var senders = Enumerable.Range(0, 8).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                await played.Call.SendUserMessageAsync($"{sender}:{i}:{new string('x', i * 37)}");
        })).ToArray();
        var seen = new ConcurrentDictionary<int, int>();
        for (var i = 0; i < 400; i++)
        {
            var parts = (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("text").GetString()!.Split(':');
            var number = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(number, seen.AddOrUpdate(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), 0, (_, last) => last + 1));
            Assert.Equal(number * 37, parts[2].Length);
        }
        await Played.Soon(Task.WhenAll(senders));
    }

    // What is posted here is never run: who needs it hangs.
    private sealed class NeverPosted : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
