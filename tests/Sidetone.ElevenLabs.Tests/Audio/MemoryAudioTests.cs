using Sidetone.ElevenLabs.Audio;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Audio;

public sealed class MemoryAudioTests
{
    private static readonly AudioFormat s_format = new(AudioEncoding.Pcm16, 8000);

    private readonly VirtualTime _time = new();
    private readonly List<byte> _sent = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_program_says_is_sent_from_the_start_on_in_order()
    {
        var audio = new MemoryAudio { Time = _time };
        var early = audio.SendAsync(new byte[] { 1 }, Token);
        var next = audio.SendAsync(new byte[] { 2 }, Token);
        Assert.False(early.IsCompleted);
        await StartAsync(audio);
        await early;
        await next;
        await audio.SendAsync(new byte[] { 3 }, Token);
        await audio.StopAsync(Token);
        await audio.SendAsync(new byte[] { 4 }, Token);
        Assert.Equal([1, 2, 3], _sent);
    }

    [Fact]
    public async Task Waiting_for_a_start_that_never_comes_can_be_given_up()
    {
        var audio = new MemoryAudio { Time = _time };
        using var patience = new CancellationTokenSource();
        var early = audio.SendAsync(new byte[] { 1 }, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await early);
        var other = audio.SendAsync(new byte[] { 1 }, Token);
        await audio.StopAsync(Token);
        await other;
    }

    [Fact]
    public async Task What_is_heard_is_known_to_the_sample()
    {
        var audio = await StartAsync(new() { Time = _time });
        await audio.PlayAsync(Sound(0, 1000), Token);
        await audio.PlayAsync(Sound(1000, 1000), Token);
        Assert.Equal(0, audio.Heard.Length);
        _time.Advance(TimeSpan.FromMilliseconds(75));
        Assert.Equal(Sound(0, 600), audio.Heard.ToArray());
        Assert.Equal(2 * 1400, audio.WaitingBytes);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(Sound(0, 1400), audio.Heard.ToArray());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(Sound(0, 2000), audio.Heard.ToArray());
        Assert.Equal(4000, audio.HeardBytes);
    }

    [Fact]
    public async Task An_interruption_drops_what_was_not_heard_and_says_so()
    {
        var audio = await StartAsync(new() { Time = _time });
        await audio.PlayAsync(Sound(0, 8000), Token);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        audio.Interrupt();
        _time.Advance(TimeSpan.FromSeconds(1));
        await audio.PlayAsync(Sound(8000, 8), Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([new(TimeSpan.FromMilliseconds(250), 4000, 12_000)], audio.Interruptions);
        Assert.Equal([.. Sound(0, 2000), .. Sound(8000, 8)], audio.Heard.ToArray());
    }

    [Fact]
    public async Task Too_much_sound_waits_until_there_is_room_or_an_interruption()
    {
        var audio = await StartAsync(new() { Time = _time, MaxWaiting = TimeSpan.FromSeconds(1) });
        await audio.PlayAsync(Sound(0, 8000), Token);
        await audio.PlayAsync(Sound(8000, 8000), Token);
        var third = audio.PlayAsync(Sound(16_000, 8), Token);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(third.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await third;
        var dropped = audio.PlayAsync(Sound(20_000, 8000), Token);
        Assert.False(dropped.IsCompleted);
        audio.Interrupt();
        await dropped;
        Assert.Equal(0, audio.WaitingBytes);
        await audio.PlayAsync(Sound(0, 16_000), Token);
        using var cancelled = new CancellationTokenSource();
        var waiting = audio.PlayAsync(Sound(0, 8), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
    }

    [Fact]
    public async Task The_last_words_can_be_waited_for()
    {
        var audio = await StartAsync(new() { Time = _time });
        await audio.PlayAsync(Sound(0, 8000), Token);
        var drained = audio.DrainAsync(Token);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(drained.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await drained;
        Assert.Equal(16_000, audio.HeardBytes);
    }

    [Fact]
    public async Task The_end_leaves_what_was_heard_and_comes_as_often_as_one_likes()
    {
        var audio = await StartAsync(new() { Time = _time });
        await audio.PlayAsync(Sound(0, 8000), Token);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        var drained = audio.DrainAsync(Token);
        await audio.StopAsync(Token);
        await audio.StopAsync(Token);
        await drained;
        _time.Advance(TimeSpan.FromSeconds(5));
        await audio.PlayAsync(Sound(0, 8000), Token);
        audio.Interrupt();
        Assert.Equal(Sound(0, 4000), audio.Heard.ToArray());
        Assert.Empty(audio.Interruptions);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await StartAsync(audio));
    }

    [Fact]
    public async Task What_is_kept_is_bounded_and_half_a_sample_is_left_out()
    {
        var audio = await StartAsync(new() { Time = _time, MaxKept = 1600, MaxWaiting = TimeSpan.FromHours(1) });
        for (var i = 0; i < 20; i++)
            await audio.PlayAsync(new byte[161], Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(audio.Heard.Length, 1400, 1600);
        Assert.Equal(20 * 160, audio.HeardBytes);
    }

    private static byte[] Sound(int first, int samples) => WaveFile.Bytes([.. Enumerable.Range(first, samples).Select(i => (short)i)]);

    private async Task<MemoryAudio> StartAsync(MemoryAudio audio)
    {
        await audio.StartAsync(s_format, s_format, (sound, _) =>
        {
            _sent.AddRange(sound.Span);
            return default;
        }, Token);
        return audio;
    }
}
