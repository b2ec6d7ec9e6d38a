using System.Diagnostics;
using System.Threading.Channels;
using Sidetone.ElevenLabs.Audio;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Audio;

/// <summary>Programs that are a line of shell each record and play here.</summary>
public sealed class DeviceAudioTests : IDisposable
{
    private const string Endless = "cat /dev/zero";

    private static readonly AudioFormat s_pcm = new(AudioEncoding.Pcm16, 8000), s_muLaw = new(AudioEncoding.MuLaw, 8000);

    private readonly VirtualTime _time = new();
    private readonly Channel<byte[]> _sent = Channel.CreateBounded<byte[]>(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sidetone");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task The_microphone_is_sent_in_pieces_of_the_agreed_format()
    {
        var audio = Device("printf '\\001\\000%.0s' $(seq 800); " + Endless, "cat >$0/heard");
        await audio.StartAsync(s_muLaw, s_pcm, SendAsync, Token);
        Assert.Equal(Enumerable.Repeat(MuLaw.Encode(1), 800), await _sent.Reader.ReadAsync(Token));
        Assert.Equal(Enumerable.Repeat(MuLaw.Silence, 800), await _sent.Reader.ReadAsync(Token));
        await audio.StopAsync(Token);
        await audio.StopAsync(Token);
        await audio.Ended;
    }

    [Fact(Timeout = 60_000)]
    public async Task Sound_reaches_the_player_no_earlier_than_it_needs_it_and_in_order()
    {
        var audio = Device(Endless, "cat >$0/heard");
        await audio.StartAsync(s_pcm, s_muLaw, SendAsync, Token);
        var playing = audio.PlayAsync(Enumerable.Range(0, 8000).Select(i => (byte)(i / 800)).ToArray(), Token).AsTask();
        // A second of sound: with 300 ms of lead the player gets the first 400 ms at once.
        for (var i = 0; i < 7; i++)
        {
            await HeardAsync("heard", 1600 * (i + 1));
            Assert.False(playing.IsCompleted && i < 5);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
        await playing;
        var heard = await HeardAsync("heard", 16_000);
        Assert.Equal(Enumerable.Range(0, 8000).Select(i => MuLaw.Decode((byte)(i / 800))), Enumerable.Range(0, 8000).Select(i => BitConverter.ToInt16(heard, 2 * i)));
        var drained = audio.DrainAsync(Token).AsTask();
        Assert.False(drained.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(400));
        await drained;
        await audio.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_interruption_kills_the_player_and_the_next_answer_starts_another()
    {
        var audio = Device(Endless, "echo $$ >>$0/players; cat >$0/heard-$$");
        await audio.StartAsync(s_pcm, s_pcm, SendAsync, Token);
        using var cancelled = new CancellationTokenSource();
        var playing = audio.PlayAsync(new byte[160_000], cancelled.Token).AsTask();
        var first = await PlayerAsync(0);
        await cancelled.CancelAsync();
        audio.Interrupt();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => playing);
        await audio.PlayAsync(WaveFile.Bytes(1, 2, 3), Token);
        var second = await PlayerAsync(1);
        Assert.NotEqual(first, second);
        Assert.False(IsThere(first));
        Assert.Equal(WaveFile.Bytes(1, 2, 3), await HeardAsync($"heard-{second}", 6));
        audio.Interrupt();
        audio.Interrupt();
        await audio.StopAsync(Token);
        Assert.False(IsThere(second));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_recorder_that_ends_at_once_fails_the_start_with_its_last_words()
    {
        var audio = Device("echo 'ALSA: all is lost' >&2; echo 'no such device' >&2; exit 3", "cat >/dev/null");
        var error = await Assert.ThrowsAsync<AudioException>(async () => await audio.StartAsync(s_pcm, s_pcm, SendAsync, Token));
        Assert.Equal("The program that records sound, 'sh', ended with code 3: no such device", error.Message);
        await audio.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_recorder_that_ends_later_is_told_and_so_is_who_plays()
    {
        var audio = Device("head -c 1600 /dev/zero; while [ ! -e $0/end ]; do :; done; echo unplugged >&2; exit 1", "cat >/dev/null");
        await audio.StartAsync(s_pcm, s_pcm, SendAsync, Token);
        await audio.PlayAsync(WaveFile.Bytes(1), Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "end"), "", Token);
        var error = await Assert.ThrowsAsync<AudioException>(() => audio.Ended);
        Assert.EndsWith("ended with code 1: unplugged", error.Message, StringComparison.Ordinal);
        Assert.Same(error, await Assert.ThrowsAsync<AudioException>(async () => await audio.PlayAsync(WaveFile.Bytes(1), Token)));
        await audio.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_player_that_ends_fails_with_its_last_words()
    {
        var audio = Device(Endless, "head -c 2 >/dev/null; echo 'the loudspeaker burns' >&2; exit 5");
        await audio.StartAsync(s_pcm, s_pcm, SendAsync, Token);
        var error = await Assert.ThrowsAsync<AudioException>(async () =>
        {
            while (true)
            {
                await audio.PlayAsync(WaveFile.Bytes(1), Token);
                _time.Advance(TimeSpan.FromMilliseconds(1));
            }
        });
        Assert.Equal("The program that plays sound, 'sh', ended with code 5: the loudspeaker burns", error.Message);
        await audio.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_microphone_that_says_nothing_is_not_waited_for_for_ever()
    {
        var audio = Device("cat", "cat >/dev/null");
        var start = audio.StartAsync(s_pcm, s_pcm, SendAsync, Token).AsTask();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.StartsWith("No sound came from the microphone within 5 s", (await Assert.ThrowsAsync<AudioException>(() => start)).Message, StringComparison.Ordinal);
        await audio.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_can_be_stopped_while_it_starts_and_leaves_no_program_behind()
    {
        var audio = Device("echo $$ >>$0/players; sleep 600 & sleep 600", "cat >/dev/null");
        var start = audio.StartAsync(s_pcm, s_pcm, SendAsync, Token).AsTask();
        var recorder = await PlayerAsync(0);
        await audio.StopAsync(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.False(IsThere(recorder));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_is_not_there_is_named()
    {
        var audio = new DeviceAudio(new() { Recorder = new("sidetone-no-such-recorder"), Player = new("sidetone-no-such-player"), Time = _time });
        var error = await Assert.ThrowsAsync<AudioException>(async () => await audio.StartAsync(s_pcm, s_pcm, SendAsync, Token));
        Assert.StartsWith("'sidetone-no-such-player' cannot be started: ", error.Message, StringComparison.Ordinal);
        await audio.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_rate_that_is_none_and_options_out_of_range_are_refused()
    {
        await Assert.ThrowsAsync<AudioException>(async () => await new DeviceAudio().StartAsync(default, s_pcm, SendAsync, Token));
        Assert.All(
            new DeviceAudioOptions[] { new() { Piece = TimeSpan.Zero }, new() { Lead = TimeSpan.Zero }, new() { StartTimeout = TimeSpan.Zero }, new() { StartTimeout = TimeSpan.MaxValue } },
            options => Assert.Throws<ArgumentException>(() => new DeviceAudio(options)));
    }

    [Fact]
    public void The_first_program_on_the_path_is_taken()
    {
        var other = _folder.CreateSubdirectory("other");
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        File.WriteAllText(Path.Combine(other.FullName, "aplay" + ending), "");
        File.WriteAllText(Path.Combine(_folder.FullName, "sox" + ending), "");
        var path = _folder.FullName + Path.PathSeparator + other.FullName;
        Assert.Equal("aplay", AudioProgram.FirstOn(AudioProgram.Players, path)?.Command);
        Assert.Equal("sox", AudioProgram.FirstOn(AudioProgram.Recorders, path)?.Command);
        Assert.Null(AudioProgram.FirstOn(AudioProgram.Recorders, null));
        Assert.All([.. AudioProgram.Recorders, .. AudioProgram.Players], program =>
            Assert.Contains(program.ArgumentsFor(22_050), argument => argument.EndsWith("22050", StringComparison.Ordinal)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsThere(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private DeviceAudio Device(string recorder, string player)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are lines of shell.");
        return new(new() { Recorder = new("sh", "-c", recorder, _folder.FullName), Player = new("sh", "-c", player, _folder.FullName), Time = _time });
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken) => _sent.Writer.WriteAsync(sound.ToArray(), cancellationToken);

    private async Task<int> PlayerAsync(int index)
    {
        var path = Path.Combine(_folder.FullName, "players");
        while (true)
        {
            if (File.Exists(path) && (await File.ReadAllTextAsync(path, Token)).Split('\n') is var lines && lines.Length > index + 1)
                return int.Parse(lines[index]);
            await Task.Yield();
        }
    }

    private async Task<byte[]> HeardAsync(string name, int length)
    {
        var path = Path.Combine(_folder.FullName, name);
        while (true)
        {
            Token.ThrowIfCancellationRequested();
            if (File.Exists(path) && await File.ReadAllBytesAsync(path, Token) is var heard && heard.Length >= length)
                return heard;
            await Task.Yield();
        }
    }
}
