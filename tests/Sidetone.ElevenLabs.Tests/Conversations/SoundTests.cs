using System.Text;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class SoundTests
{
    private static Task SendAsync(Played played, string sound, long eventId) =>
        played.Server.SendAsync($$$"""{"type":"audio","audio_event":{"audio_base_64":"{{{Convert.ToBase64String(Encoding.ASCII.GetBytes(sound))}}}","event_id":{{{eventId}}}}}""");

    private static Task InterruptAsync(Played played, long eventId) =>
        played.Server.SendAsync($$$"""{"type":"interruption","interruption_event":{"event_id":{{{eventId}}}}}""");

    [Fact]
    public async Task The_agents_sound_is_played_in_order_and_the_callers_is_sent()
    {
        var audio = new TestAudio { OnPlay = async (_, _) => await Task.Yield() };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        for (var i = 1; i <= 20; i++)
            await SendAsync(played, $"{i}", 1 + (i / 5));
        await audio.SendAsync([1, 2, 3]);
        Assert.Equal("""{"user_audio_chunk":"AQID"}""", (await Played.Soon(played.Server.ReceiveAsync())).GetRawText());
        var events = await played.CloseAsync();
        await Played.Soon(played.Call.DisposeAsync().AsTask());
        Assert.Equal(["start", .. Enumerable.Range(1, 20).Select(i => $"play {i}"), "stop"], audio.Done);
        Assert.Equal(20, events.OfType<AgentAudio>().Count());
        await audio.SendAsync([1]);     // after the end it goes nowhere
    }

    [Fact]
    public async Task What_was_said_before_an_interruption_is_neither_played_nor_told()
    {
        var gate = new TaskCompletionSource();
        var cut = new TaskCompletionSource();
        var audio = new TestAudio();
        audio.OnPlay = async (text, token) =>
        {
            if (text != "a")
                return;
            gate.SetResult();
            await using var _ = token.Register(cut.SetResult);
            await cut.Task;
            token.ThrowIfCancellationRequested();
        };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await SendAsync(played, "a", 3);
        await Played.Soon(gate.Task);
        await SendAsync(played, "waits", 3);
        await InterruptAsync(played, 4);
        await SendAsync(played, "late", 3);
        await SendAsync(played, "same", 4);
        await SendAsync(played, "next", 5);
        var events = await played.CloseAsync();
        await Played.Soon(played.Call.DisposeAsync().AsTask());
        Assert.Equal(["start", "play a", "interrupt", "play next", "stop"], audio.Done);
        Assert.Equal([3L, 3, 5], events.OfType<AgentAudio>().Select(sound => sound.EventId));
        Assert.Equal(4, Assert.Single(events.OfType<Interruption>()).EventId);
    }

    [Fact]
    public async Task An_interruption_without_an_id_is_of_what_was_heard_last()
    {
        var audio = new TestAudio();
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await SendAsync(played, "a", 7);
        await played.Server.SendAsync("""{"type":"interruption"}""");
        await SendAsync(played, "late", 7);
        await SendAsync(played, "next", 8);
        var events = await played.CloseAsync();
        Assert.Equal([7L, 8], events.OfType<AgentAudio>().Select(sound => sound.EventId));
    }

    [Fact]
    public async Task In_text_nothing_is_played()
    {
        var audio = new TestAudio();
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio, TextOnly = true });
        await SendAsync(played, "a", 1);
        await played.CloseAsync();
        await Played.Soon(played.Call.DisposeAsync().AsTask());
        Assert.Empty(audio.Done);
        Assert.Contains("\"text_only\":true", played.Server.Initiation.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_farewell_is_played_to_its_end_when_the_agent_hangs_up()
    {
        var gate = new TaskCompletionSource();
        var audio = new TestAudio { OnPlay = (_, token) => gate.Task.WaitAsync(token) };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await SendAsync(played, "good", 1);
        await SendAsync(played, "bye", 1);
        await played.CloseAsync();
        var closing = played.Call.DisposeAsync().AsTask();
        Assert.False(closing.IsCompleted);
        gate.SetResult();
        await Played.Soon(closing);
        Assert.Equal(["start", "play good", "play bye", "stop"], audio.Done);
    }

    [Fact]
    public async Task A_farewell_that_was_taken_is_heard_before_the_sound_stops()
    {
        var (draining, heard) = (new TaskCompletionSource(), new TaskCompletionSource());
        var audio = new TestAudio { OnDrain = token => { draining.TrySetResult(); return heard.Task.WaitAsync(token); } };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await SendAsync(played, "bye", 1);
        await played.CloseAsync();
        var closing = played.Call.DisposeAsync().AsTask();
        await Played.Soon(draining.Task);
        Assert.Equal(["start", "play bye"], audio.Done);
        heard.SetResult();
        await Played.Soon(closing);
        Assert.Equal(["start", "play bye", "stop"], audio.Done);
    }

    [Fact]
    public async Task Pieces_without_sound_are_not_played_and_small_ones_are_bounded_too()
    {
        var (began, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        var audio = new TestAudio
        {
            OnPlay = (_, _) =>
            {
                began.TrySetResult();
                return gate.Task;
            },
        };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio, MaxWaitingSoundBytes = 1000 });
        await SendAsync(played, "a", 1);
        await Played.Soon(began.Task);
        for (var i = 0; i < 100; i++)
        {
            await SendAsync(played, "", 1);
            await SendAsync(played, "b", 1);
        }
        await played.CloseAsync();
        gate.SetResult();
        await Played.Soon(played.Call.DisposeAsync().AsTask());
        Assert.InRange(audio.Done.Count(what => what == "play b"), 10, 20);
        Assert.DoesNotContain("play ", audio.Done);
    }

    [Fact]
    public async Task The_microphone_hears_of_the_end_at_once_although_the_farewell_goes_on()
    {
        var (deaf, heard) = (new TaskCompletionSource(), new TaskCompletionSource());
        var audio = new TestAudio
        {
            OnStart = token =>
            {
                token.Register(deaf.SetResult);
                return Task.CompletedTask;
            },
            OnDrain = token => heard.Task.WaitAsync(token),
        };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await SendAsync(played, "bye", 1);
        await played.CloseAsync();
        await Played.Soon(deaf.Task);
        Assert.DoesNotContain("stop", audio.Done);
        heard.SetResult();
        await Played.Soon(played.Call.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task A_farewell_that_is_never_heard_out_is_cut_in_time()
    {
        var audio = new TestAudio { OnDrain = _ => new TaskCompletionSource().Task };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await SendAsync(played, "bye", 1);
        await played.CloseAsync();
        await played.InTimeAsync(played.Call.DisposeAsync().AsTask());
        Assert.True(played.Time.Elapsed < TimeSpan.FromSeconds(20), $"It took {played.Time.Elapsed}.");
        Assert.Equal(["start", "play bye", "interrupt", "stop"], audio.Done);
    }

    [Fact]
    public async Task A_farewell_that_does_not_end_is_cut_in_time()
    {
        var audio = new TestAudio { OnPlay = (_, _) => new TaskCompletionSource().Task, OnStop = _ => new TaskCompletionSource().Task };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await SendAsync(played, "good", 1);
        await played.CloseAsync();
        await played.InTimeAsync(played.Call.DisposeAsync().AsTask());
        Assert.True(played.Time.Elapsed < TimeSpan.FromSeconds(20), $"It took {played.Time.Elapsed}.");
        Assert.Equal(["start", "play good", "interrupt", "stop"], audio.Done);
    }

    [Fact]
    public async Task Sound_is_cut_when_the_user_hangs_up()
    {
        var began = new TaskCompletionSource();
        var audio = new TestAudio
        {
            OnPlay = (_, token) =>
            {
                began.TrySetResult();
                return new TaskCompletionSource().Task.WaitAsync(token);
            },
        };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await SendAsync(played, "a", 1);
        await SendAsync(played, "b", 1);
        await Played.Soon(began.Task);
        var closing = played.Call.DisposeAsync().AsTask();
        await Played.Soon(played.Server.DrainAsync());
        await played.Server.CloseAsync(1000, "");
        await played.InTimeAsync(closing);
        Assert.Equal(["start", "play a", "interrupt", "stop"], audio.Done);
    }

    [Fact]
    public async Task An_interface_that_throws_or_blocks_stops_neither_the_conversation_nor_the_sound()
    {
        using var released = new ManualResetEventSlim();
        var audio = new TestAudio
        {
            OnPlay = (_, _) => throw new InvalidOperationException("No device."),
            OnInterrupt = () =>
            {
                released.Wait();
                throw new InvalidOperationException("No device.");
            },
            OnStop = _ => throw new InvalidOperationException("No device."),
        };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await SendAsync(played, "a", 1);
        await InterruptAsync(played, 1);
        await SendAsync(played, "b", 2);
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":1,"ping_ms":0}}""");
        Assert.Equal("pong", (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("type").GetString());
        released.Set();
        await played.CloseAsync();
        await Played.Soon(played.Call.DisposeAsync().AsTask());
        Assert.Equal("stop", audio.Done[^1]);
        Assert.Contains("play b", audio.Done);
    }

    [Fact]
    public async Task A_storm_of_interruptions_into_an_interface_that_hangs_piles_up_nothing()
    {
        using var released = new ManualResetEventSlim();
        var (interrupting, played2) = (new TaskCompletionSource(), new TaskCompletionSource());
        var audio = new TestAudio
        {
            OnInterrupt = () =>
            {
                interrupting.TrySetResult();
                released.Wait();
            },
            OnPlay = (_, _) =>
            {
                played2.TrySetResult();
                return Task.CompletedTask;
            },
        };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        await InterruptAsync(played, 1);
        await Played.Soon(interrupting.Task);
        for (var i = 2; i <= 1000; i++)
            await InterruptAsync(played, i);
        await SendAsync(played, "next", 1001);
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":1,"ping_ms":0}}""");
        await Played.Soon(played.Server.ReceiveAsync());
        released.Set();
        await Played.Soon(played2.Task);
        Assert.Equal(["start", "interrupt", "play next"], audio.Done);
    }

    [Fact]
    public async Task An_interface_that_cannot_start_fails_the_start_and_is_stopped()
    {
        await using var played = new Played();
        var audio = new TestAudio { OnStart = _ => throw new InvalidOperationException("No microphone.") };
        var opening = played.OpenAsync(new() { Audio = audio });
        await played.Server.BeginAsync();
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => played.InTimeAsync(opening));
        Assert.Contains("No microphone.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("stop", audio.Done[^1]);
    }

    [Fact]
    public async Task A_server_that_hangs_up_while_the_sound_starts_leaves_nothing_playing()
    {
        await using var played = new Played();
        var started = new TaskCompletionSource();
        var audio = new TestAudio { OnStart = async token => { started.SetResult(); await new TaskCompletionSource().Task.WaitAsync(token); } };
        var opening = played.OpenAsync(new() { Audio = audio });
        await played.Server.BeginAsync();
        await SendAsync(played, "a", 1);
        await Played.Soon(started.Task);
        await played.Server.CloseAsync(1000, "");
        var call = await Played.Soon(opening);
        Assert.Equal(ConversationEndedBy.Agent, (await Played.Soon(call.Ended)).By);
        await Played.Soon(call.DisposeAsync().AsTask());
        Assert.Equal(["start", "stop"], audio.Done.Where(what => what != "interrupt"));
    }
}
