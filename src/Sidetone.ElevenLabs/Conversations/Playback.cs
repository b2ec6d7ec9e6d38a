using Sidetone.ElevenLabs.Audio;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>The agent's sound on its way to the listener: in order, off the receiving loop, and cut off at once when the caller interrupts.</summary>
internal sealed class Playback(IAudioInterface audio, long maxBytes, Action<Exception> failed)
{
    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _waiting = new();
    private CancellationTokenSource _interruption = new();
    private TaskCompletionSource? _wake;
    private long _bytes;
    private bool _isFinishing;
    private bool _isStopped;

    /// <summary>The interface was told to start, so it is to be stopped.</summary>
    public bool IsStarted { get; set; }

    /// <summary>The work of <see cref="RunAsync"/>.</summary>
    public Task Playing { get; set; } = Task.CompletedTask;

    /// <summary>Takes a piece; false when too much waits already.</summary>
    public bool Add(ReadOnlyMemory<byte> sound)
    {
        lock (_gate)
        {
            if (_isStopped || _isFinishing)
                return true;
            if (_bytes + sound.Length > maxBytes)
                return false;
            _waiting.Enqueue(sound);
            _bytes += sound.Length;
            _wake?.TrySetResult();
        }
        return true;
    }

    /// <summary>What plays stops, and what waits is dropped.</summary>
    public void Interrupt()
    {
        CancellationTokenSource interrupted;
        lock (_gate)
        {
            _waiting.Clear();
            _bytes = 0;
            interrupted = _interruption;
            _interruption = new();
        }
        try
        {
            interrupted.Cancel();
            audio.Interrupt();
        }
        catch (Exception exception)
        {
            failed(exception);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            _waiting.Clear();
            _wake?.TrySetResult();
        }
        Interrupt();
    }

    /// <summary>Plays what there is, and then stops.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _isFinishing = true;
            _wake?.TrySetResult();
        }
        try
        {
            await Playing.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Stop();
        }
    }

    public async Task RunAsync()
    {
        while (true)
        {
            var (sound, token, wake) = Take();
            if (wake is not null)
            {
                await wake.ConfigureAwait(false);
                continue;
            }
            if (sound is not { } piece)
                return;
            try
            {
                await audio.PlayAsync(piece, token).ConfigureAwait(false);
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

    private (ReadOnlyMemory<byte>? Sound, CancellationToken Token, Task? Wake) Take()
    {
        lock (_gate)
        {
            if (_isStopped)
                return default;
            if (_waiting.TryDequeue(out var sound))
            {
                _bytes -= sound.Length;
                return (sound, _interruption.Token, null);
            }
            if (_isFinishing)
                return default;
            _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return (null, default, _wake.Task);
        }
    }
}
