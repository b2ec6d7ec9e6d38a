using System.Buffers.Binary;
using System.Text.Json;
using System.Threading.Channels;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class SpeakingTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private static Task SpeakAsync(Played played, TimeSpan time, long eventId) =>
        played.Server.SendAsync(new AgentAudio { Bytes = new byte[(int)(time.TotalSeconds * 32_000)], EventId = eventId });

    [Fact]
    public async Task The_agent_speaks_as_long_as_its_sound_lasts()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { TextOnly = false });
        Assert.False(played.Call.IsSpeaking);
        await SpeakAsync(played, s_second, 1);
        await SpeakAsync(played, s_second, 1);
        Assert.True((await played.NextAsync<SpeakingChanged>()).IsSpeaking);
        await played.NextAsync<AgentAudio>();
        await played.NextAsync<AgentAudio>();
        played.Time.Advance(1.9 * s_second);
        Assert.True(played.Call.IsSpeaking);
        played.Time.Advance(0.1 * s_second);
        Assert.False(played.Call.IsSpeaking);
        Assert.False((await played.InTimeAsync(played.NextAsync<SpeakingChanged>())).IsSpeaking);
        await SpeakAsync(played, s_second, 2);
        Assert.True((await played.NextAsync<SpeakingChanged>()).IsSpeaking);
    }

    [Fact]
    public async Task An_agent_that_is_interrupted_listens_at_once()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { TextOnly = false });
        for (var turn = 1; turn <= 3; turn++)
        {
            await SpeakAsync(played, s_second, turn);
            Assert.True((await played.NextAsync<SpeakingChanged>()).IsSpeaking);
            await played.Server.SendAsync(new Interruption { EventId = turn });
            Assert.False((await played.NextAsync<SpeakingChanged>()).IsSpeaking);
            Assert.False(played.Call.IsSpeaking);
        }
        var events = await played.CloseAsync();
        Assert.Empty(events.OfType<SpeakingChanged>());
    }

    [Fact]
    public async Task An_agent_that_is_hung_up_on_speaks_no_more()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { TextOnly = false });
        await SpeakAsync(played, s_second, 1);
        Assert.True((await played.NextAsync<SpeakingChanged>()).IsSpeaking);
        var ending = played.Call.EndAsync();
        var events = await played.CloseAsync();
        await Played.Soon(ending);
        Assert.False(played.Call.IsSpeaking);
        Assert.False(Assert.Single(events.OfType<SpeakingChanged>()).IsSpeaking);
        Assert.IsType<ConversationEnded>(events[^1]);
    }

    [Fact]
    public async Task An_agent_that_hangs_up_speaks_its_last_words()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { TextOnly = false });
        await SpeakAsync(played, s_second, 1);
        Assert.True((await played.NextAsync<SpeakingChanged>()).IsSpeaking);
        var events = await played.CloseAsync();
        Assert.Empty(events.OfType<SpeakingChanged>());
        Assert.True(played.Call.IsSpeaking);
        played.Time.Advance(s_second);
        Assert.False(played.Call.IsSpeaking);
    }

    [Fact]
    public async Task A_caller_who_is_muted_is_silent_and_still_there()
    {
        var audio = new TestAudio();
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        played.Call.IsMuted = true;
        await audio.SendAsync([1, 2, 3, 4]);
        Assert.Equal("AAAAAA==", await ChunkAsync(played));
        await played.Call.SendAudioAsync(new byte[] { 1, 2 });
        Assert.Equal("AAA=", await ChunkAsync(played));
        played.Call.IsMuted = false;
        await audio.SendAsync([1, 2]);
        Assert.Equal("AQI=", await ChunkAsync(played));
    }

    [Fact]
    public async Task Silence_of_the_telephone_is_its_own()
    {
        await using var played = new Played();
        var opening = played.OpenAsync();
        await played.Server.BeginAsync("""{"type":"conversation_initiation_metadata","conversation_initiation_metadata_event":{"conversation_id":"c","user_input_audio_format":"ulaw_8000"}}""");
        await Played.Soon(opening);
        played.Call.IsMuted = true;
        await played.Call.SendAudioAsync(new byte[] { 1, 2, 3 });
        Assert.Equal("////", await ChunkAsync(played));
    }

    [Fact]
    public async Task The_agent_is_played_as_loud_as_is_wished()
    {
        var heard = Channel.CreateUnbounded<short[]>();
        var audio = new TestAudio { OnSound = sound => heard.Writer.TryWrite([.. sound.Chunk(2).Select(sample => BinaryPrimitives.ReadInt16LittleEndian(sample))]) };
        await using var played = await Played.BeginAsync(new ConversationOptions { Audio = audio });
        Assert.Equal(1, played.Call.Volume);
        Assert.Throws<ArgumentOutOfRangeException>(() => played.Call.Volume = 1.1);
        Assert.Throws<ArgumentOutOfRangeException>(() => played.Call.Volume = double.NaN);
        byte[] sound = [0x00, 0x10, 0x00, 0x80];
        foreach (var (volume, expected) in new (double, short[])[] { (1, [4096, -32768]), (0.5, [2048, -16384]), (0, [0, 0]) })
        {
            played.Call.Volume = volume;
            await played.Server.SendAsync(new AgentAudio { Bytes = sound, EventId = 1 });
            Assert.Equal(expected, await Played.Soon(heard.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()));
        }
    }

    private static async Task<string?> ChunkAsync(Played played) =>
        (await Played.Soon(played.Server.ReceiveAsync())) is { ValueKind: JsonValueKind.Object } message ? message.GetProperty("user_audio_chunk").GetString() : null;
}
