using Sidetone.ElevenLabs.Audio;
using Sidetone.Testing;

namespace Sidetone.Acceptance.Snippets;

public sealed class Audio
{
    [Fact]
    public void A_file_that_is_not_there_is_seen_before_anything_is_connected() => Assert.Throws<FileNotFoundException>(() =>
    {
        // snippet: wav
        var audio = WavAudio.FromFile("caller.wav", output: "agent.wav");
        // end
        return audio;
    });

    [Fact]
    public async Task What_would_have_been_heard_is_in_memory()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var time = new VirtualTime();
        var audio = new MemoryAudio { Time = time };
        var question = new byte[3200];
        var sent = 0;
        await audio.StartAsync(AudioFormat.Default, AudioFormat.Default, (sound, _) =>
        {
            sent += sound.Length;
            return default;
        }, cancellationToken);
        await audio.PlayAsync(new byte[] { 1, 2, 3, 4 }, cancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        // snippet: memory
        await audio.SendAsync(question, cancellationToken);     // waits for the start
        // … the agent answers …
        await audio.DrainAsync(cancellationToken);              // until all of it would have been heard
        var answer = audio.Heard;
        // end
        Assert.Equal(3200, sent);
        Assert.Equal([1, 2, 3, 4], answer.ToArray());
    }

    [Fact]
    public void A_device_runs_nothing_before_its_conversation()
    {
        // snippet: device
        var audio = new DeviceAudio();
        // end
        Assert.False(audio.Ended.IsCompleted);
    }

    [Fact]
    public void Another_device_is_an_option()
    {
        // snippet: another-device
        var audio = new DeviceAudio(new()
        {
            Recorder = new("arecord", "-q", "-D", "plughw:1", "-t", "raw", "-f", "S16_LE", "-r", "{rate}", "-c", "1", "-"),
        });
        // end
        Assert.False(audio.Ended.IsCompleted);
    }

    [Fact]
    public void The_page_names_every_program_that_is_looked_for()
    {
        var page = Repository.Read("docs/audio.md");
        Assert.All([.. AudioProgram.Recorders, .. AudioProgram.Players], program => Assert.Contains($"`{program.Command}`", page, StringComparison.Ordinal));
    }
}
