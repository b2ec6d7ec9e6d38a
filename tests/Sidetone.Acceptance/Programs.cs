using System.Diagnostics;

namespace Sidetone.Acceptance;

/// <summary>Programs that were built with these tests.</summary>
internal static class Programs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    /// <summary>Where a project's program is.</summary>
    public static string Built(string project) => Path.Combine(Repository.Root, "artifacts", "bin", project, Repository.Configuration, project + ".dll");

    /// <summary>Runs a program that was built, and returns what it printed.</summary>
    public static Task<string> RunAsync(string assembly, params IReadOnlyList<string> arguments) => StartAsync("dotnet", [assembly, .. arguments]);

    /// <summary>Runs a command at the root, and returns what it printed. It has to succeed.</summary>
    public static async Task<string> StartAsync(string command, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(s_patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)} exited with {process.ExitCode}:\n{output}\n{await errors}");
        return output.ReplaceLineEndings("\n");
    }
}
