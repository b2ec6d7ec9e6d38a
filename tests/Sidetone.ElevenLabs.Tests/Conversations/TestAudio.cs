using System.Text;
using Sidetone.ElevenLabs.Audio;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>An audio interface that notes what is asked of it, and does what the test says.</summary>
internal sealed class TestAudio : IAudioInterface
{
    private readonly List<string> _done = [];
    private Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask>? _send;

    public (string Input, string Output) Formats { get; private set; }

    public Func<CancellationToken, Task> OnStart { get; init; } = _ => Task.CompletedTask;

    public Func<string, CancellationToken, Task> OnPlay { get; set; } = (_, _) => Task.CompletedTask;

    public Action<byte[]> OnSound { get; init; } = _ => { };

    public Action OnInterrupt { get; init; } = () => { };

    public Func<CancellationToken, Task> OnDrain { get; init; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> OnStop { get; init; } = _ => Task.CompletedTask;

    /// <summary>What was done, in order: <c>start</c>, <c>play …</c>, <c>interrupt</c>, <c>stop</c>.</summary>
    public string[] Done
    {
        get
        {
            lock (_done)
                return [.. _done];
        }
    }

    public ValueTask SendAsync(byte[] sound) => _send!(sound, CancellationToken.None);

    public async ValueTask StartAsync(AudioFormat input, AudioFormat output, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken cancellationToken)
    {
        Note("start");
        Formats = (input.ToString(), output.ToString());
        _send = send;
        await OnStart(cancellationToken);
    }

    public async ValueTask PlayAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        var text = Encoding.ASCII.GetString(sound.Span);
        Note($"play {text}");
        OnSound(sound.ToArray());
        await OnPlay(text, cancellationToken);
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken) => await OnDrain(cancellationToken);

    public void Interrupt()
    {
        Note("interrupt");
        OnInterrupt();
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        Note("stop");
        await OnStop(cancellationToken);
    }

    private void Note(string what)
    {
        lock (_done)
            _done.Add(what);
    }
}
