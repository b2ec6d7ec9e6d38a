using System.Collections.Concurrent;

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
    public async Task A_tool_may_end_the_conversation_and_even_wait_for_its_own_end()
    {
        var time = new Sidetone.Testing.VirtualTime();
        var disposed = new TaskCompletionSource();
        Played? played = null;
        var tools = new ClientTools(options: new() { Time = time }).Add("bye", async (_, _) =>
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
        for (var i = 0; i < 2000 && !disposed.Task.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(disposed.Task, Task.Delay(5));
        }
        Assert.True(disposed.Task.IsCompletedSuccessfully);
        Assert.Equal(ConversationEndedBy.Client, (await played.Call.Ended).By);
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
