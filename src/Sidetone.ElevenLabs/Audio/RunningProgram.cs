using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Sidetone.ElevenLabs.Audio;

/// <summary>A program at work, with pipes to it. Its last words are kept; killed, it leaves nothing behind.</summary>
internal sealed class RunningProgram
{
    private const int MaxWords = 1024;

    private readonly Process _process;
    private readonly StringBuilder _words = new();
    private readonly Task _listening;
    private bool _isKilled;

    private RunningProgram(Process process)
    {
        _process = process;
        _listening = ListenAsync();
    }

    /// <summary>What it writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What it reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    public bool HasExited => _process.HasExited;

    /// <exception cref="AudioException">It cannot be started.</exception>
    public static RunningProgram Start(AudioProgram program, int sampleRate)
    {
        var start = new ProcessStartInfo(program.Command, program.ArgumentsFor(sampleRate))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        try
        {
            return new(Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw new AudioException($"'{program.Command}' cannot be started: {exception.Message}", exception);
        }
    }

    /// <summary>Waits for its end, and says what it died of.</summary>
    public async Task<AudioException> LastWordsAsync(string what, CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _listening.EndAsync(cancellationToken);
        string words;
        lock (_words)
            words = _words.ToString().Split('\n', '\r').LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? "it did not say why";
        return new($"The program that {what}, '{_process.StartInfo.FileName}', ended with code {_process.ExitCode}: {words}");
    }

    /// <summary>Ends it at once, with what it started. May be called again.</summary>
    public void Kill()
    {
        if (Interlocked.Exchange(ref _isKilled, true))
            return;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It was faster.
        }
    }

    /// <summary>Ends it, and waits until it is gone.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        Kill();
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
            await _listening.EndAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException)
        {
            // Killed is enough, and the system sees to the rest; or another was here before.
        }
        _process.Dispose();
    }

    private async Task ListenAsync()
    {
        var block = new char[256];
        try
        {
            while (await _process.StandardError.ReadAsync(block.AsMemory()) is var count and > 0)
            {
                lock (_words)
                {
                    _words.Append(block, 0, count);
                    _words.Remove(0, Math.Max(0, _words.Length - MaxWords));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe went with the program.
        }
    }
}
