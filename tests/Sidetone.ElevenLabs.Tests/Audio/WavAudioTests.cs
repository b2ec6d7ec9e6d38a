using System.Threading.Channels;
using Sidetone.ElevenLabs.Audio;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Audio;

public sealed class WavAudioTests : IDisposable
{
    private static readonly AudioFormat s_pcm = new(AudioEncoding.Pcm16, 8000);

    private readonly VirtualTime _time = new();
    private readonly Channel<(TimeSpan At, byte[] Sound)> _sent = Channel.CreateUnbounded<(TimeSpan, byte[])>();
    private readonly WaveFile _output = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_sent_in_pieces_in_its_own_time_and_then_silence()
    {
        using var file = WaveFile.Pcm16(8000, [.. Enumerable.Range(1, 2000).Select(i => (short)i)]);
        var audio = WavAudio.FromFile(file.Path, options: new() { Time = _time, TrailingSilence = TimeSpan.FromMilliseconds(110) });
        await StartAsync(audio, s_pcm);
        var sound = new List<byte>();
        for (var i = 0; i < 4; i++)
        {
            var piece = await _sent.Reader.ReadAsync(Token);
            Assert.Equal(TimeSpan.FromMilliseconds(100 * i), piece.At);
            sound.AddRange(piece.Sound);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
        await audio.Finished;
        Assert.Equal([.. WaveFile.Bytes([.. Enumerable.Range(1, 2000).Select(i => (short)i)]), .. new byte[2 * 880]], sound);
        await audio.StopAsync(Token);
    }

    [Fact]
    public async Task As_fast_as_possible_waits_for_nothing()
    {
        using var file = WaveFile.Pcm16(44_100, new short[44_100]);
        var audio = WavAudio.FromFile(file.Path, _output.Path, new() { Time = _time, AsFastAsPossible = true, TrailingSilence = TimeSpan.Zero });
        await StartAsync(audio, new(AudioEncoding.MuLaw, 8000));
        await audio.Finished;
        _sent.Writer.Complete();
        var silence = 0;
        await foreach (var (_, sound) in _sent.Reader.ReadAllAsync(Token))
            silence += sound.Count(code => code == MuLaw.Silence);
        Assert.Equal(8000, silence);
        await audio.PlayAsync(WaveFile.Bytes(1, 2), Token);
        audio.Interrupt();
        await audio.PlayAsync(WaveFile.Bytes(3), Token);
        await audio.StopAsync(Token);
        Assert.Equal(WaveFile.Bytes(1, 2, 3), Written());
    }

    [Fact]
    public async Task Silence_without_end_ends_with_the_conversation()
    {
        using var file = WaveFile.Pcm16(8000, 1, 2, 3);
        var audio = WavAudio.FromFile(file.Path, options: new() { Time = _time, TrailingSilence = Timeout.InfiniteTimeSpan });
        await StartAsync(audio, s_pcm);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(1600, (await _sent.Reader.ReadAsync(Token)).Sound.Length);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
        await audio.StopAsync(Token);
        await audio.StopAsync(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => audio.Finished);
    }

    [Fact]
    public async Task What_is_written_is_what_was_heard_when_it_was_heard()
    {
        var audio = await StartAsync();
        _time.Advance(TimeSpan.FromMilliseconds(10));
        await audio.PlayAsync(WaveFile.Bytes([.. Enumerable.Repeat((short)5, 8000)]), Token);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        audio.Interrupt();
        _time.Advance(TimeSpan.FromMilliseconds(10));
        await audio.PlayAsync(WaveFile.Bytes(7, 8), Token);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        await audio.StopAsync(Token);
        Assert.Equal(WaveFile.Bytes([.. new short[80], .. Enumerable.Repeat((short)5, 160), .. new short[80], 7, 8]), Written());
    }

    [Fact]
    public async Task Without_its_timing_only_what_was_heard_is_written()
    {
        var audio = await StartAsync(new() { Time = _time, KeepTiming = false });
        _time.Advance(TimeSpan.FromSeconds(10));
        await audio.PlayAsync(WaveFile.Bytes(1, 2), Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        await audio.PlayAsync(WaveFile.Bytes([.. Enumerable.Repeat((short)3, 8000)]), Token);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await audio.StopAsync(Token);
        Assert.Equal(WaveFile.Bytes([1, 2, .. Enumerable.Repeat((short)3, 8)]), Written());
    }

    [Fact]
    public async Task The_file_is_whole_while_it_is_written()
    {
        var audio = await StartAsync();
        Assert.Empty(Written());
        for (short i = 1; i < 5; i++)
        {
            await audio.PlayAsync(WaveFile.Bytes(i), Token);
            Assert.Equal(2 * i, Written().Length);
        }
        audio.Interrupt();
        Assert.Empty(Written());
        await audio.StopAsync(Token);
    }

    [Fact]
    public async Task Mu_law_is_written_as_mu_law()
    {
        using var file = WaveFile.Pcm16(8000, 0);
        var audio = WavAudio.FromFile(file.Path, _output.Path, new() { Time = _time });
        await audio.StartAsync(s_pcm, new(AudioEncoding.MuLaw, 8000), (_, _) => default, Token);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await audio.PlayAsync(new byte[] { 1, 2, 3 }, Token);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await audio.StopAsync(Token);
        using var reader = new WaveReader(_output.Path);
        Assert.Equal(new(WaveEncoding.MuLaw, 1, 8000, 8, 58, 11), reader.Header);
        Assert.Equal([.. Enumerable.Repeat(MuLaw.Silence, 8), 1, 2, 3], File.ReadAllBytes(_output.Path)[58..69]);
        Assert.Equal(70, new FileInfo(_output.Path).Length);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_fails_the_start_and_nothing_stays_open()
    {
        using var file = WaveFile.Pcm16(8000, 0);
        var audio = WavAudio.FromFile(file.Path, Path.Combine(Path.GetTempPath(), "sidetone-no-such-folder", "out.wav"));
        await Assert.ThrowsAsync<DirectoryNotFoundException>(async () => await StartAsync(audio, s_pcm));
        await audio.StopAsync(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => audio.Finished);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        using var file = WaveFile.Pcm16(8000, 0);
        Assert.All(
            new WavAudioOptions[]
            {
                new() { Piece = TimeSpan.Zero }, new() { MaxWaiting = TimeSpan.FromSeconds(-1) }, new() { TrailingSilence = TimeSpan.FromSeconds(-1) },
                new() { TrailingSilence = Timeout.InfiniteTimeSpan, AsFastAsPossible = true },
            },
            options => Assert.Throws<ArgumentException>(() => WavAudio.FromFile(file.Path, options: options)));
    }

    public void Dispose() => _output.Dispose();

    private byte[] Written()
    {
        using var reader = new WaveReader(_output.Path);
        Assert.Equal(s_pcm.SampleRate, reader.Header.SampleRate);
        Assert.Equal(reader.Header.DataStart + reader.Header.DataLength, new FileInfo(_output.Path).Length);
        using var file = new FileStream(_output.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = reader.Header.DataStart;
        var sound = new byte[reader.Header.DataLength];
        file.ReadExactly(sound);
        return sound;
    }

    private async Task<WavAudio> StartAsync(WavAudioOptions? options = null)
    {
        using var file = WaveFile.Pcm16(8000, 0);
        var audio = WavAudio.FromFile(file.Path, _output.Path, options ?? new() { Time = _time });
        await StartAsync(audio, s_pcm);
        return audio;
    }

    private ValueTask StartAsync(WavAudio audio, AudioFormat input) => audio.StartAsync(
        input, s_pcm, (sound, token) => _sent.Writer.WriteAsync((_time.Elapsed, sound.ToArray()), token), Token);
}
