namespace Sidetone.ElevenLabs.Audio;

/// <summary>The machine's own microphone and loudspeaker, through a program that is there for it: PulseAudio's or ALSA's tools, SoX or FFmpeg.
/// What comes out of the loudspeaker also goes into the microphone: wear a headset, or the agent hears itself and stops.</summary>
/// <example><code>var audio = new DeviceAudio();</code></example>
/// <remarks>An interruption kills the player, so that nothing that it has buffered is heard; the next answer starts another.</remarks>
public sealed class DeviceAudio : IAudioInterface
{
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly DeviceAudioOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isHeard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AudioProgram? _playerProgram;
    private RunningProgram? _recorder, _player, _killed;
    private Playout? _playout;
    private Task _recording = Task.CompletedTask;
    private AudioFormat _output;
    private bool _isStarted, _isStopped;

    /// <summary>Makes one. Nothing runs before the conversation starts.</summary>
    /// <param name="options">More. Null: the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DeviceAudio(DeviceAudioOptions? options = null)
    {
        _options = options ?? new();
        _options.Check();
    }

    /// <summary>Completes when it has been stopped; fails with an <see cref="AudioException"/> when one of the programs ended on its own. Then the agent
    /// hears nothing more, and the next <see cref="PlayAsync"/> throws the same.</summary>
    public Task Ended => _ended.Task;

    /// <inheritdoc/>
    /// <exception cref="AudioException">No program is there, it cannot be started, it ended, or no sound came in time.</exception>
    /// <exception cref="InvalidOperationException">It has been started before: one serves one conversation.</exception>
    public async ValueTask StartAsync(AudioFormat input, AudioFormat output, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(send);
        cancellationToken.ThrowIfCancellationRequested();
        CheckRate(input);
        CheckRate(output);
        lock (_gate)
        {
            if (_isStarted || _isStopped)
                throw new InvalidOperationException("One audio interface serves one conversation: make another.");
            _isStarted = true;
            _output = output;
            var recorder = _options.Recorder ?? First(AudioProgram.Recorders, "records sound", nameof(DeviceAudioOptions.Recorder));
            _playerProgram = _options.Player ?? First(AudioProgram.Players, "plays sound", nameof(DeviceAudioOptions.Player));
            _playout = new(output, _options.Time);
            _player = RunningProgram.Start(_playerProgram, output.SampleRate);
            _recorder = RunningProgram.Start(recorder, input.SampleRate);
            _recording = RecordAsync(_recorder, input, send, cancellationToken);
        }
        await FirstSoundAsync(_recorder, cancellationToken);
        if (_player is { HasExited: true } dead)
            throw await FailAsync(dead, "plays sound");
    }

    /// <inheritdoc/>
    /// <exception cref="AudioException">One of the programs ended on its own.</exception>
    public async ValueTask PlayAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        if (_playout is not { } playout)
            return;
        sound = _output.Whole(sound);
        while (sound.Length > 0 && await playout.WaitAsync(_options.Lead, cancellationToken))
        {
            var slice = sound[..Math.Min(sound.Length, _output.BytesOf(s_slice))];
            if (await PlayerAsync(slice.Length, playout, cancellationToken) is not { } player)
                return;
            try
            {
                await player.Input.WriteAsync(_output.ToPcm16(slice.Span), cancellationToken);
                await player.Input.FlushAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                if (player != _player)
                    return;             // interrupted
                throw await FailAsync(player, "plays sound");
            }
            if (player != _player)
                return;                 // interrupted after it was written
            sound = sound[slice.Length..];
        }
    }

    /// <inheritdoc/>
    public ValueTask DrainAsync(CancellationToken cancellationToken) => _playout?.DrainAsync(cancellationToken) ?? default;

    /// <inheritdoc/>
    public void Interrupt()
    {
        lock (_gate)
        {
            _playout?.Cut();
            if (_player is null)
                return;
            _player.Kill();
            (_player, _killed) = (null, _player);
        }
    }

    /// <inheritdoc/>
    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isStopped)
                return;
            _isStopped = true;
            _playout?.Stop();
        }
        await _stop.CancelAsync();
        foreach (var program in (RunningProgram?[])[_recorder, _player, _killed])
            program?.Kill();
        foreach (var program in (RunningProgram?[])[_recorder, _player, _killed])
            await (program?.EndAsync(cancellationToken) ?? Task.CompletedTask);
        await _recording.EndAsync(cancellationToken);
        _ended.TrySetResult();
    }

    private static void CheckRate(AudioFormat format)
    {
        if (format.SampleRate is < 1000 or > 192_000)
            throw new AudioException($"{format.SampleRate} samples a second is no rate for a sound card.");
    }

    private static AudioProgram First(IReadOnlyList<AudioProgram> candidates, string what, string option) =>
        AudioProgram.FirstOn(candidates, Environment.GetEnvironmentVariable("PATH")) ?? throw new AudioException(
            $"No program that {what} is on the PATH. Install one of {string.Join(", ", candidates.Select(program => program.Command))} " +
            $"(packages pulseaudio-utils, alsa-utils, sox, ffmpeg), or name one with {nameof(DeviceAudioOptions)}.{option}.");

    private async Task FirstSoundAsync(RunningProgram recorder, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(_options.StartTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken, _stop.Token);
        await Task.WhenAny(_isHeard.Task, _ended.Task).EndAsync(either.Token);
        cancellationToken.ThrowIfCancellationRequested();
        _stop.Token.ThrowIfCancellationRequested();
        if (_isHeard.Task.IsCompleted)
            return;
        if (_ended.Task.IsFaulted)
            await _ended.Task;
        recorder.Kill();
        throw new AudioException(
            $"No sound came from the microphone within {_options.StartTimeout.TotalSeconds:0.#} s: is it there, free, and allowed to be used by this program?");
    }

    private async Task RecordAsync(
        RunningProgram recorder, AudioFormat format, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken conversation)
    {
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(conversation, _stop.Token);
            var pcm = new byte[2 * format.BytesOf(_options.Piece) / format.BytesPerSample];
            while (await recorder.Output.ReadAtLeastAsync(pcm, pcm.Length, throwOnEndOfStream: false, end.Token) is var count && count == pcm.Length)
            {
                _isHeard.TrySetResult();
                await send(format.FromPcm16(pcm), end.Token);
            }
            if (!end.IsCancellationRequested)
                await FailAsync(recorder, "records sound");
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The conversation is over, and the recorder with it.
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    // The player, with a slice booked on it; another if the last was killed. Null when the conversation is over.
    private async ValueTask<RunningProgram?> PlayerAsync(int length, Playout playout, CancellationToken cancellationToken)
    {
        if (_killed is { } killed)
        {
            // Gone first: two cannot always share a loudspeaker.
            await killed.EndAsync(cancellationToken);
            _killed = null;
        }
        if (_ended.Task.IsFaulted)
            await _ended.Task;
        lock (_gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isStopped)
                return null;
            _player ??= RunningProgram.Start(_playerProgram!, _output.SampleRate);
            playout.Add(length);
            return _player;
        }
    }

    private async Task<AudioException> FailAsync(RunningProgram program, string what)
    {
        // Its pipe is closed, so it is at its end, or of no use.
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(1), _options.Time);
        AudioException failure;
        try
        {
            failure = await program.LastWordsAsync(what, tooLong.Token);
        }
        catch (OperationCanceledException)
        {
            program.Kill();
            failure = new($"The program that {what} has closed its pipe.");
        }
        Fail(failure);
        return failure;
    }

    private void Fail(Exception failure)
    {
        _ended.TrySetException(failure);
        _ = _ended.Task.Exception;      // observed, whether or not somebody looks
    }
}
