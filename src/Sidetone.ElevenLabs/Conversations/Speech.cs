using Sidetone.ElevenLabs.Audio;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>Whether the agent speaks: each piece of its sound takes its time from when it came, until the caller interrupts.</summary>
internal sealed class Speech(AudioFormat format, TimeProvider time, Action<bool> changed, CancellationToken over)
{
    private readonly Lock _gate = new();
    private readonly Playout _playout = new(format, time);
    private bool _isOn;
    private int _number;        // of the speech that goes on

    public bool IsOn => _playout.Waiting > 0;

    public void Add(int bytes)
    {
        lock (_gate)
        {
            _playout.Add(bytes);
            if (_isOn || !IsOn)
                return;
            _isOn = true;
            changed(true);
            _ = WatchAsync(++_number);
        }
    }

    public void Cut()
    {
        lock (_gate)
        {
            _playout.Cut();
            End();
        }
    }

    private async Task WatchAsync(int number)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (true)
            {
                await _playout.DrainAsync(over).ConfigureAwait(false);
                lock (_gate)
                {
                    if (number != _number || !_isOn)
                        return;
                    if (!IsOn)
                    {
                        End();
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nothing is told after the end.
        }
    }

    private void End()
    {
        if (!_isOn)
            return;
        _isOn = false;
        changed(false);
    }
}
