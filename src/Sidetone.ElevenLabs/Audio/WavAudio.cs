namespace Sidetone.ElevenLabs.Audio;

/// <summary>WAV files instead of a microphone and a loudspeaker: the caller's sound is read from one, in real time, and what was heard of the agent's can be
/// written to another. Reads PCM (8, 16, 24, 32 bits), float and µ-law of any rate and number of channels.</summary>
/// <example><code>var audio = WavAudio.FromFile("caller.wav", output: "agent.wav");</code></example>
/// <remarks>The written file is in the agent's own format and is a whole WAV file at every moment, also when the program dies; until the next interruption
/// or the end it may hold sound that has not been heard yet.</remarks>
public sealed class WavAudio : IAudioInterface
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly string? _outputPath;
    private readonly WavAudioOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WaveReader? _reader;
    private WaveWriter? _writer;
    private Playout? _playout;
    private Task _sending = Task.CompletedTask;
    private AudioFormat _output;
    private bool _isStarted, _isStopped;

    private WavAudio(string path, string? outputPath, WavAudioOptions options) => (_path, _outputPath, _options) = (path, outputPath, options);

    /// <summary>Completes when the file and the silence after it have been sent. Cancelled when the conversation ended first; fails when the file could not
    /// be read on.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Reads the caller's sound from a file. That it can be read is seen here; it is opened again when the conversation starts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="output">Where what is heard of the agent's sound is written; a file that is there is replaced. Null: nowhere.</param>
    /// <param name="options">More. Null: the defaults.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no WAV file, is cut off, or its encoding is none that is read.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static WavAudio FromFile(string path, string? output = null, WavAudioOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        options.Check();
        using var reader = new WaveReader(path);
        return new(path, output, options);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">One of the files cannot be opened.</exception>
    /// <exception cref="InvalidDataException">The file is no longer one that can be read.</exception>
    /// <exception cref="InvalidOperationException">It has been started before: one serves one conversation.</exception>
    public ValueTask StartAsync(AudioFormat input, AudioFormat output, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(send);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_isStarted || _isStopped)
                throw new InvalidOperationException("One audio interface serves one conversation: make another.");
            _isStarted = true;
            _output = output;
            _reader = new(_path);
            if (_outputPath is not null)
                _writer = new(_outputPath, output);
            if (!_options.AsFastAsPossible)
                _playout = new(output, _options.Time);
        }
        _sending = SendAllAsync(_reader, input, send, cancellationToken);
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask PlayAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        if (_playout is not null && !await _playout.WaitAsync(_options.MaxWaiting, cancellationToken))
            return;
        lock (_gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isStopped)
                return;
            sound = _output.Whole(sound);
            var silence = _playout?.Add(sound.Length) ?? 0;
            if (_options.KeepTiming)
                _writer?.AppendSilence(silence);
            _writer?.Append(sound.Span);
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
            var unheard = playout.Cut();
            _writer?.Cut(unheard);
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
            var unheard = _playout?.Stop() ?? 0;
            _writer?.Cut(unheard);
            _writer?.Dispose();
        }
        await _stop.CancelAsync();
        await _sending.EndAsync(cancellationToken);
        _reader?.Dispose();
        _finished.TrySetCanceled(_stop.Token);
    }

    private async Task SendAllAsync(
        WaveReader reader, AudioFormat format, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken conversation)
    {
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(conversation, _stop.Token);
            await Task.Yield();         // what is ready at once is not to be sent within the start
            await SendPiecesAsync(new(reader, format.SampleRate), format, send, end.Token);
            _finished.TrySetResult();
        }
        catch (OperationCanceledException)
        {
            _finished.TrySetCanceled(CancellationToken.None);
        }
        catch (Exception exception)
        {
            _finished.TrySetException(exception);
            _ = _finished.Task.Exception;       // observed, whether or not somebody looks
        }
    }

    private async Task SendPiecesAsync(
        WaveSource source, AudioFormat format, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken cancellationToken)
    {
        var samples = new float[format.BytesOf(_options.Piece) / format.BytesPerSample];
        var bytes = new byte[samples.Length * format.BytesPerSample];
        var silence = _options.TrailingSilence == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : _options.TrailingSilence.Ticks * format.SampleRate / TimeSpan.TicksPerSecond;
        var start = _options.Time.GetTimestamp();
        for (var sent = 0L; ;)
        {
            var count = await source.ReadAsync(samples, cancellationToken);
            var quiet = (int)Math.Min(samples.Length - count, silence);
            samples.AsSpan(count, quiet).Clear();
            silence -= quiet;
            count += quiet;
            if (count == 0)
                return;
            format.Encode(samples.AsSpan(0, count), bytes);
            if (!_options.AsFastAsPossible && format.DurationOf(sent) - _options.Time.GetElapsedTime(start) is { Ticks: > 0 } early)
                await Task.Delay(early, _options.Time, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            await send(bytes.AsMemory(0, count * format.BytesPerSample), cancellationToken);
            sent += count * format.BytesPerSample;
        }
    }
}
