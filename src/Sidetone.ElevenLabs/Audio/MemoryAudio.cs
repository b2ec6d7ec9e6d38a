namespace Sidetone.ElevenLabs.Audio;

/// <summary>Sound that comes from the program and stays in the program: for tests, and for programs without a loudspeaker. What the agent says is
/// played on paper, each sample in its own time, so that <see cref="Heard"/> is to the sample what a caller would have heard by now.</summary>
/// <example><code>
/// var audio = new MemoryAudio();
/// // … start a conversation with it …
/// await audio.SendAsync(hundredMilliseconds, cancellationToken);
/// await audio.DrainAsync(cancellationToken);
/// var answer = audio.Heard;
/// </code></example>
public sealed class MemoryAudio : IAudioInterface
{
    private const int MaxInterruptions = 1000;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(0);      // opens with the start; then one piece at a time
    private readonly List<byte> _sound = [];
    private readonly List<AudioInterruption> _interruptions = [];
    private Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask>? _send;
    private Playout? _playout;
    private long _given;
    private bool _isStopped;

    /// <summary>What time it is. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How much of the agent's sound may wait to be heard; more makes <see cref="PlayAsync"/> wait. Default: one minute.</summary>
    public TimeSpan MaxWaiting { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many bytes of the agent's sound are kept; then the oldest eighth goes. Default: 16 MiB, nearly 9 minutes of <c>pcm_16000</c>.</summary>
    public int MaxKept { get; init; } = 16 * 1024 * 1024;

    /// <summary>The format of what the agent hears; null before the start.</summary>
    public AudioFormat? Input { get; private set; }

    /// <summary>The format of what the agent speaks; null before the start.</summary>
    public AudioFormat? Output { get; private set; }

    /// <summary>The agent's sound as far as it has been heard by now, without the pauses in between: a copy. After the end: as far as it was heard.</summary>
    public ReadOnlyMemory<byte> Heard
    {
        get
        {
            lock (_gate)
                return _sound[..(int)Math.Max(0, _sound.Count - (_playout?.Waiting ?? 0))].ToArray();
        }
    }

    /// <summary>How many bytes of the agent's sound have been heard by now, also those no longer kept.</summary>
    public long HeardBytes
    {
        get
        {
            lock (_gate)
                return _given - (_playout?.Waiting ?? 0);
        }
    }

    /// <summary>How many bytes were given and wait to be heard.</summary>
    public long WaitingBytes => _playout?.Waiting ?? 0;

    /// <summary>The interruptions, oldest first: a copy of the last 1,000.</summary>
    public IReadOnlyList<AudioInterruption> Interruptions
    {
        get
        {
            lock (_gate)
                return [.. _interruptions];
        }
    }

    /// <summary>Says something to the agent. Before the start it waits for it; after the end it does nothing.</summary>
    /// <param name="sound">The sound, in the format <see cref="Input"/>. About 100 ms is good; it is sent as it is, at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_isStopped && _send is { } send)
                await send(sound, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It has been started before: one serves one conversation.</exception>
    public ValueTask StartAsync(AudioFormat input, AudioFormat output, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(send);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_send is not null || _isStopped)
                throw new InvalidOperationException("One audio interface serves one conversation: make another.");
            (Input, Output, _send) = (input, output, send);
            _playout = new(output, Time);
        }
        _turn.Release();
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask PlayAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        if (_playout is not { } playout || !await playout.WaitAsync(MaxWaiting, cancellationToken))
            return;
        lock (_gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isStopped)
                return;
            sound = Output!.Value.Whole(sound);
            playout.Add(sound.Length);
            _sound.AddRange(sound.Span);
            _given += sound.Length;
            if (_sound.Count > MaxKept)
                _sound.RemoveRange(0, Math.Min(_sound.Count, _sound.Count - MaxKept + (MaxKept / 8)));
        }
    }

    /// <inheritdoc/>
    public ValueTask DrainAsync(CancellationToken cancellationToken) => _playout?.DrainAsync(cancellationToken) ?? default;

    /// <inheritdoc/>
    public void Interrupt()
    {
        lock (_gate)
        {
            if (_isStopped || _playout is not { } playout)
                return;
            var dropped = Forget(playout.Cut());
            if (_interruptions.Count == MaxInterruptions)
                _interruptions.RemoveAt(0);
            _interruptions.Add(new(playout.Elapsed, _given, dropped));
        }
    }

    /// <inheritdoc/>
    public ValueTask StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isStopped)
                return default;
            _isStopped = true;
            if (_playout is { } playout)
                Forget(playout.Stop());
            else
                _turn.Release();
        }
        return default;
    }

    private long Forget(long unheard)
    {
        var kept = (int)Math.Min(unheard, _sound.Count);
        _sound.RemoveRange(_sound.Count - kept, kept);
        _given -= unheard;
        return unheard;
    }
}
