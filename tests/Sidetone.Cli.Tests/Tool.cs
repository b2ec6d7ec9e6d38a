using System.Text.RegularExpressions;

namespace Sidetone.Cli.Tests;

/// <summary>What a run of the tool came to.</summary>
internal sealed partial record Ran(int ExitCode, string Output, string Error)
{
    /// <summary>The output with times left out, and without the first line of a chat.</summary>
    public string Chat => Times().Replace(Output[(Output.IndexOf('\n', StringComparison.Ordinal) + 1)..], "· T").TrimEnd();

    [GeneratedRegex(@"· [\d.]+ m?s", RegexOptions.NonBacktracking)]
    private static partial Regex Times();
}

/// <summary>Runs the tool in this process, in fast time.</summary>
internal static class Tool
{
    public static Task<Ran> RunAsync(params string[] args) => RunAsync("", args);

    public static Task<Ran> RunAsync(string input, string[] args, Dictionary<string, string>? variables = null) =>
        RunAsync(new StringReader(input), args, variables);

    public static async Task<Ran> RunAsync(TextReader input, string[] args, Dictionary<string, string>? variables = null, bool isInteractive = false)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var shell = new Shell
        {
            Input = input,
            Output = TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(error),
            IsInteractive = isInteractive,
            Time = new FastTime(),
            Variable = name => variables?.GetValueOrDefault(name),
        };
        var exitCode = await CommandLine.RunAsync(args, shell, TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
