using System.Diagnostics;

namespace Sidetone.Cli.Tests;

/// <summary>A program that runs. A test that fails leaves none behind.</summary>
internal sealed record Running(Process Process) : IDisposable
{
    /// <summary>The built tool: where it was built, not the copy beside the tests, which bring another framework.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory.Replace("Sidetone.Cli.Tests", "Sidetone.Cli", StringComparison.Ordinal), "Sidetone.Cli" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    public static Running Tool(params string[] args) => Start(Path, args);

    public static Running Start(string program, params string[] args) => Start(program, args, []);

    public static Running Start(string program, string[] args, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        start.Environment.Remove("ELEVENLABS_API_KEY");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.AutoFlush = true;
        return new(process);
    }

    /// <summary>Closes the input and waits for the end.</summary>
    public async Task<Ran> EndAsync()
    {
        Process.StandardInput.Close();
        var error = Process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await Process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(Process.ExitCode, output.ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.Dispose();
    }
}
