using Microsoft.Win32.SafeHandles;

namespace Sidetone.Cli;

/// <summary>What the tool is run in: a terminal, a script, a test.</summary>
internal sealed record Shell
{
    public required TextReader Input { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>A person sits at a terminal that moves its cursor when told to.</summary>
    public bool IsInteractive { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Func<string, string?> Variable { get; init; } = static _ => null;

    public static Shell OfProcess() => new()
    {
        Input = OperatingSystem.IsWindows() || Console.IsInputRedirected ? Console.In : Terminal(),
        Output = Console.Out,
        Error = Console.Error,
        IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
        Variable = Environment.GetEnvironmentVariable,
    };

    // Lines as the terminal makes them. The console takes the terminal over to make its own, and does not see an end (Ctrl+D) that was typed before.
    private static StreamReader Terminal() =>
        new(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 1), Console.InputEncoding);
}
