namespace Sidetone.Cli;

/// <summary>Something that the person at the keyboard can put right: one clear line, and an exit code.</summary>
/// <param name="message">The line.</param>
/// <param name="exitCode">The code.</param>
internal sealed class CliException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
