using System.Threading.Channels;

namespace Sidetone.Cli.Chat.Live;

/// <summary>Keys as they are pressed, Ctrl+C among them.</summary>
internal static class Keyboard
{
    public static IAsyncEnumerable<ConsoleKeyInfo> Read(CancellationToken cancellationToken)
    {
        Console.TreatControlCAsInput = true;
        var keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
        // The console can only be waited for, so a thread does nothing else. It dies with the process.
        new Thread(() => Pump(keys.Writer)) { IsBackground = true, Name = "keyboard" }.Start();
        return keys.Reader.ReadAllAsync(cancellationToken);
    }

    private static void Pump(ChannelWriter<ConsoleKeyInfo> keys)
    {
        try
        {
            while (keys.TryWrite(Console.ReadKey(intercept: true)))
            {
            }
        }
        catch (Exception exception)
        {
            keys.TryComplete(exception is InvalidOperationException or IOException ? null : exception);   // the terminal is gone
        }
    }
}
