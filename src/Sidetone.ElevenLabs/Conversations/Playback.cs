using Sidetone.ElevenLabs.Audio;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>The agent's sound on its way to the listener: in order, off the receiving loop, and cut off at once when the caller interrupts.</summary>
internal sealed class Playback(IAudioInterface audio, ConversationOptions options, Action<Exception> failed)
{
    private const int BytesOfAnyPiece = 64;

    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _waiting = new();
    private CancellationTokenSource _interruption = new();
    private Task _interrupting = Task.CompletedTask;
    private Task _playing = Task.CompletedTask;
    private TaskCompletionSource? _wake;
    private long _bytes;
    private bool _isStarted;
    private bool _isFinishing;
    private bool _isStopped;
    private double _volume = 1;
    private AudioFormat _output;

    /// <summary>How loud it is played: 1 is as it came.</summary>
    public double Volume
    {
        get => Volatile.Read(ref _volume);
        set => Volatile.Write(ref _volume, value);
    }

    /// <summary>Takes a piece; false when too much waits already.</summary>
    public bool Add(ReadOnlyMemory<byte> sound)
    {
        lock (_gate)
        {
            if (_isStopped || _isFinishing || sound.IsEmpty)
                return true;
            if (_bytes + sound.Length > options.MaxWaitingSoundBytes)
                return false;
            _waiting.Enqueue(sound);
            _bytes += sound.Length + BytesOfAnyPiece;
            _wake?.TrySetResult();
        }
        return true;
    }

    /// <summary>What plays stops, and what waits is dropped.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            _waiting.Clear();
            _bytes = 0;
            if (!_isStarted || !_interrupting.IsCompleted)
                return;     // nothing plays, until the last interruption is through
            var interrupted = _interruption;
            _interruption = new();
            _interrupting = InterruptAsync(interrupted);
        }
    }

    /// <param name="input">What the agent hears.</param>
    /// <param name="output">What the agent speaks.</param>
    /// <param name="send">Takes the caller's sound.</param>
    /// <param name="over">The conversation ends.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public async Task StartAsync(
        AudioFormat input, AudioFormat output, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken over, CancellationToken cancellationToken)
    {
        lock (_gate)
            (_isStarted, _output) = (true, output);
        await audio.StartAsync(input, output, send, over).AsTask().OrGivenUpAsync(cancellationToken).ConfigureAwait(false);
        _playing = PlayAsync();
    }

    /// <summary>Stops for good. Never throws, and returns within its bounds whatever the interface does.</summary>
    /// <param name="isFarewell">What there is is played before.</param>
    public async Task CloseAsync(bool isFarewell)
    {
        try
        {
            if (!isFarewell || !await IsHeardAsync().ConfigureAwait(false))
            {
                Stop();
                await Task.WhenAll(_playing, _interrupting).EndsWithinAsync(options.CloseTimeout, options.Time).ConfigureAwait(false);
            }
            if (!_isStarted)
                return;
            using var timeout = new CancellationTokenSource(options.CloseTimeout, options.Time);
            await audio.StopAsync(timeout.Token).AsTask().OrGivenUpAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failed(exception);
        }
    }

    // What was taken is perhaps not heard yet: stopping would cut it off.
    private async Task<bool> IsHeardAsync()
    {
        lock (_gate)
        {
            _isFinishing = true;
            _wake?.TrySetResult();
        }
        using var timeout = new CancellationTokenSource(options.FarewellTimeout, options.Time);
        var heard = HearOutAsync(timeout.Token);
        return await heard.EndsWithinAsync(options.FarewellTimeout, options.Time).ConfigureAwait(false) && await heard.ConfigureAwait(false);
    }

    private async Task<bool> HearOutAsync(CancellationToken cancellationToken)
    {
        await _playing.ConfigureAwait(false);
        try
        {
            if (_isStarted)
                await audio.DrainAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            failed(exception);
            return false;
        }
    }

    private void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            _wake?.TrySetResult();
        }
        Interrupt();
    }

    // The interface's code never runs on the loop, which has to answer pings; and nothing new plays before it has returned.
    private async Task InterruptAsync(CancellationTokenSource interrupted)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await interrupted.FireAsync(failed).ConfigureAwait(false);
        try
        {
            audio.Interrupt();
        }
        catch (Exception exception)
        {
            failed(exception);
        }
    }

    private async Task PlayAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (true)
        {
            var (sound, token, wait) = Take();
            if (wait is not null)
            {
                await wait.ConfigureAwait(false);
                continue;
            }
            if (sound is not { } piece)
                return;
            try
            {
                await audio.PlayAsync(_output.Louder(piece, Volume), token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                failed(exception);
            }
        }
    }

    private (ReadOnlyMemory<byte>? Sound, CancellationToken Token, Task? Wait) Take()
    {
        lock (_gate)
        {
            if (_isStopped)
                return default;
            if (!_interrupting.IsCompleted)
                return (null, default, _interrupting);
            if (_waiting.TryDequeue(out var sound))
            {
                _bytes -= sound.Length + BytesOfAnyPiece;
                return (sound, _interruption.Token, null);
            }
            if (_isFinishing)
                return default;
            _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return (null, default, _wake.Task);
        }
    }
}
