namespace Sidetone.Cli.Tests;

/// <summary>The built tool as a program of its own.</summary>
public sealed class ProcessTests
{
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task A_pipe_goes_in_and_plain_text_comes_out()
    {
        using var running = Running.Tool("chat");
        var process = running.Process;
        await process.StandardInput.WriteLineAsync("Where is order A-1027?");
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain('\e', output);
        Assert.EndsWith("agent  Order A-1027: status packed, items 1 × kettle A-7, total 24.90, leaves tomorrow.", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Exit_codes_reach_the_shell()
    {
        using var running = Running.Tool("tools", "call", "find_order", "--args", "{}");
        var process = running.Process;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Equal("invalid arguments", (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Fact(Timeout = Patience)]
    public async Task The_version_is_one_line()
    {
        using var running = Running.Tool("--version");
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", await running.Process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Patience)]
    public async Task In_a_terminal_it_shows_hints_streams_and_leaves_on_control_d()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script") && OperatingSystem.IsLinux(), "needs script(1) for a pseudo-terminal");
        using var running = Running.Start("/usr/bin/script", "-qec", $"'{Running.Path}' chat", "/dev/null");
        var process = running.Process;
        var screen = new ScreenReader(process.StandardOutput);
        await screen.UntilAsync("twice leaves");
        await process.StandardInput.WriteAsync("Where is A-1027?\r");
        await screen.UntilAsync("tomorrow.");
        await process.StandardInput.WriteAsync("\x04");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("\e[32mcompleted", screen.Seen, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task In_a_terminal_control_c_interrupts_and_twice_leaves()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script") && OperatingSystem.IsLinux(), "needs script(1) for a pseudo-terminal");
        using var running = Running.Start("/usr/bin/script", "-qec", $"'{Running.Path}' chat", "/dev/null");
        var process = running.Process;
        var screen = new ScreenReader(process.StandardOutput);
        await screen.UntilAsync("twice leaves");
        await process.StandardInput.WriteAsync("Track parcel P-404\r");
        await screen.UntilAsync("running … 0.");
        await process.StandardInput.WriteAsync("\x03");
        await screen.UntilAsync("cancelled");
        await process.StandardInput.WriteAsync("\x03");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private sealed class ScreenReader(TextReader output)
    {
        private readonly char[] _buffer = new char[4096];
        private int _from;

        public string Seen { get; private set; } = "";

        public async Task UntilAsync(string text)
        {
            int at;
            while ((at = Seen.IndexOf(text, _from, StringComparison.Ordinal)) < 0)
            {
                var read = await output.ReadAsync(_buffer, TestContext.Current.CancellationToken);
                Assert.True(read > 0, $"It ended before it said '{text}':\n{Seen}");
                Seen += new string(_buffer, 0, read);
            }
            _from = at + text.Length;
        }
    }
}
