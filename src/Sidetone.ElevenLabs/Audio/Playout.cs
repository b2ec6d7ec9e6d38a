namespace Sidetone.ElevenLabs.Audio;

/// <summary>A speaker on paper: what it is given is heard one after the other, each sample in its own time from when it is its turn.
/// So it is known to the sample what was heard at any moment, without a timer.</summary>
internal sealed class Playout(AudioFormat format, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private CancellationTokenSource _cut = new();
    private long _end;              // when what was given will have been heard, in samples from the start
    private TimeSpan? _stopped;

    /// <summary>How long it has been on.</summary>
    public TimeSpan Elapsed => _stopped ?? time.GetElapsedTime(_start);

    /// <summary>Bytes that were given and are not heard yet.</summary>
    public long Waiting
    {
        get
        {
            lock (_gate)
                return WaitingSamples * format.BytesPerSample;
        }
    }

    private long Now => (long)((Int128)Elapsed.Ticks * format.SampleRate / TimeSpan.TicksPerSecond);

    private long WaitingSamples => Math.Max(0, _end - Now);

    /// <summary>Gives it sound.</summary>
    /// <returns>How many samples of silence were heard before it.</returns>
    public long Add(int bytes)
    {
        lock (_gate)
        {
            var silence = Math.Max(0, Now - _end);
            _end += silence + (bytes / format.BytesPerSample);
            return silence;
        }
    }

    /// <summary>Waits until no more than so much waits to be heard.</summary>
    /// <returns>False when it was cut meanwhile.</returns>
    public async ValueTask<bool> WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        CancellationToken cut;
        lock (_gate)
            cut = _cut.Token;
        while (!cut.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan left;
            lock (_gate)
                left = _stopped is null ? TimeSpan.FromTicks(((_end * TimeSpan.TicksPerSecond) + format.SampleRate - 1) / format.SampleRate) - Elapsed - most : TimeSpan.Zero;
            if (left <= TimeSpan.Zero)
                return true;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, cut);
            // Timers count in milliseconds: rounded up, or the end is waited for in a circle.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(left.TotalMilliseconds, 60_000))), time, either.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>Waits until all was heard, or dropped.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellationToken) => await WaitAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>Drops what is not heard yet; who waits is told.</summary>
    /// <returns>How many bytes that were.</returns>
    public long Cut()
    {
        CancellationTokenSource before;
        long dropped;
        lock (_gate)
        {
            dropped = WaitingSamples;
            _end -= dropped;
            (before, _cut) = (_cut, new());
        }
        before.Cancel();
        return dropped * format.BytesPerSample;
    }

    /// <summary>Switches it off: its time stands still.</summary>
    /// <returns>How many bytes were not heard.</returns>
    public long Stop()
    {
        lock (_gate)
            _stopped ??= Elapsed;
        return Cut();
    }
}
