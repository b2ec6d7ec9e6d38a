namespace Sidetone.Cli.Tests;

public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public ReplayTests() => _path = _folder.File("conversation.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_conversation_with_an_interruption_replays_alike()
    {
        await Tool.RunAsync("Order two A-7\nWhat time is it in Tokyo?\nlist orders\n", ["chat", "--talk-over", "--record", _path]);
        var ran = await Tool.RunAsync("replay", _path);
        Assert.Matches(@"^\d+ events replayed alike: \d+ turns, \d+ calls\.\n$", ran.Output);
        Assert.Equal(0, ran.ExitCode);
    }

    [Fact]
    public async Task The_first_divergence_is_named_with_what_was_recorded_and_what_was_decided()
    {
        await Tool.RunAsync("chat", "--record", _path, "--say", "Where is A-1027?");
        var text = await File.ReadAllTextAsync(_path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_path, text.Replace("\"reason\":\"completed\"", "\"reason\":\"silent\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var ran = await Tool.RunAsync("replay", _path);
        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(@"^Diverges at event \d+ of \d+: .*\n  recorded  turn_ended \{.*""silent"".*\}\n  replayed  turn_ended \{.*""completed"".*\}\n$", ran.Output);
    }

    [Fact]
    public async Task A_last_line_that_was_cut_off_is_left_out_and_named()
    {
        await Tool.RunAsync("chat", "--record", _path, "--say", "Where is A-1027?");
        await File.AppendAllTextAsync(_path, "{\"v\":1,\"se", TestContext.Current.CancellationToken);
        var ran = await Tool.RunAsync("replay", _path);
        Assert.Equal((0, "The last line was cut off while it was written, and is left out.\n"), (ran.ExitCode, ran.Error));
    }

    [Theory]
    [InlineData("", "holds no events.")]
    [InlineData("[]\n", "is not a recorded conversation. Line 1 is not an event:")]
    [InlineData("hello\n\n", "is not a recorded conversation. Line 1 is not an event:")]
    public async Task What_is_no_conversation_gets_one_clear_line(string text, string line)
    {
        await File.WriteAllTextAsync(_path, text, TestContext.Current.CancellationToken);
        var ran = await Tool.RunAsync("replay", _path);
        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith($"sidetone: {_path} {line}", ran.Error, StringComparison.Ordinal);
    }
}
