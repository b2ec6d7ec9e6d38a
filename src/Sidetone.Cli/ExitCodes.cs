namespace Sidetone.Cli;

/// <summary>What the tool's exit codes mean; <c>sidetone --help</c> lists them.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>It ran, and what was asked for did not come out: a failed call, a replay that diverged, tools that are not in step, a file that is not there.</summary>
    public const int Failed = 1;

    /// <summary>It was asked wrongly: options, a missing key, an unknown tool.</summary>
    public const int Usage = 2;

    /// <summary>The model or the platform could not be reached, or refused.</summary>
    public const int Unavailable = 3;
}
