namespace Sidetone.Cli.Tests;

public sealed class CommandTests
{
    [Fact]
    public async Task Tools_are_listed_with_what_they_do_to_the_world()
    {
        var ran = await Tool.RunAsync("tools", "list");
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("place_order    Mutating    Places an order: buys a product and charges the card on file.\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("cancel_order   Reversible  ", ran.Output, StringComparison.Ordinal);
        Assert.Equal(9, ran.Output.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_tool_is_shown_with_its_policy_and_schema()
    {
        var ran = await Tool.RunAsync("tools", "show", "cancel_order");
        Assert.StartsWith("cancel_order: Cancels an order that has not left the house.\n  effect        Reversible, can be undone\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("\"orderId\": {", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("find_order", """{"orderId":"A-1027"}""", 0, "completed")]
    [InlineData("find_order", """{"orderId":"A-9999"}""", 1, "refused")]
    [InlineData("find_order", """{"orderId":7}""", 2, "invalid arguments")]
    [InlineData("find_order", "nonsense", 2, "invalid arguments")]
    [InlineData("track_parcel", """{"parcel":"P-404"}""", 1, "timed out")]
    public async Task A_call_says_how_it_ended_in_words_and_in_its_exit_code(string tool, string arguments, int exitCode, string outcome)
    {
        var ran = await Tool.RunAsync("tools", "call", tool, "--args", arguments);
        Assert.Equal((exitCode, outcome + "\n"), (ran.ExitCode, ran.Error));
        Assert.NotEmpty(ran.Output);
    }

    [Fact]
    public async Task A_calls_output_is_data_for_other_programs() => Assert.Equal(
        """{"id":"A-1027","status":"packed","items":"1 × kettle A-7","total":24.90,"leaves":"2026-11-22","parcel":null}""" + "\n",
        (await Tool.RunAsync("tools", "call", "find_order", "--args", """{"orderId":"A-1027"}""")).Output);

    public static TheoryData<string[], int, string> Mistakes => new()
    {
        { ["nonsense"], 2, "sidetone: Unrecognized command or argument 'nonsense'. See sidetone --help." },
        { ["chat", "--nonsense"], 2, "sidetone: Unrecognized command or argument '--nonsense'. See sidetone chat --help." },
        { ["tools", "call", "find_order", "{}"], 2, "sidetone: Unrecognized command or argument '{}'. See sidetone tools call --help." },
        { ["tools"], 2, "sidetone: Required command was not provided. See sidetone tools --help." },
        { ["chat", "--timeout", "soon"], 2, "sidetone: --timeout must be above 0 and at most 3600 seconds. See sidetone chat --help." },
        { ["chat", "--model", "gpt"], 2, "sidetone: There is no model 'gpt'. Use offline, openai:NAME or anthropic:NAME." },
        { ["chat", "--model", "openai"], 2, "sidetone: Which model of openai? Use --model openai:NAME." },
        { ["chat", "--model", "openai:gpt-5"], 2, "sidetone: OPENAI_API_KEY is not set. Put the key there, or leave --model out for the offline model." },
        { ["chat", "--model", "anthropic:claude"], 2, "sidetone: ANTHROPIC_API_KEY is not set. Put the key there, or leave --model out for the offline model." },
        { ["chat", "--base-url", "http://localhost:1/v1"], 2, "sidetone: The offline model takes neither a name nor --base-url. Did you mean --model openai:NAME?" },
        { ["chat", "--model", "openai:m", "--base-url", "localhost"], 2, "sidetone: --base-url must be an address such as http://localhost:11434/v1, not 'localhost'." },
        { ["chat", "--timeout", "0"], 2, "sidetone: --timeout must be above 0 and at most 3600 seconds. See sidetone chat --help." },
        { ["tools", "call", "fly"], 2, "sidetone: There is no tool called 'fly'. sidetone tools list names all." },
        { ["tools", "show", "find_ordr"], 2, "sidetone: There is no tool called 'find_ordr'. Did you mean 'find_order'?" },
        { ["replay", "/nowhere/at.all"], 1, "sidetone: /nowhere/at.all cannot be read: Could not find a part of the path '/nowhere/at.all'." },
        { ["chat", "--record", "/nowhere/at.all", "--say", "hi"], 1, "sidetone: /nowhere/at.all cannot be written: Could not find a part of the path '/nowhere/at.all'." },
        { ["chat", "--data", "/nowhere/at.all", "--say", "hi"], 1, "sidetone: The order book /nowhere/at.all cannot be opened: SQLite Error 14: 'unable to open database file'." },
    };

    [Theory, MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task A_mistake_gets_one_clear_line_and_an_exit_code(string[] args, int exitCode, string line)
    {
        var ran = await Tool.RunAsync(args);
        Assert.Equal((exitCode, line + "\n"), (ran.ExitCode, ran.Error));
    }

    [Theory]
    [InlineData("openai:m")]
    [InlineData("anthropic:m")]
    public async Task A_server_that_does_not_answer_gets_one_clear_line(string model)
    {
        var ran = await Tool.RunAsync("", ["chat", "--model", model, "--base-url", "http://127.0.0.1:9/v1", "--say", "hi"]);
        Assert.Equal(3, ran.ExitCode);
        Assert.StartsWith("sidetone: No server answers at", ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Verbose_shows_the_failure_in_full() =>
        Assert.Contains("   at Sidetone.Cli.", (await Tool.RunAsync("chat", "--verbose", "--model", "gpt")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_command_it_helps()
    {
        var ran = await Tool.RunAsync();
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("Usage:\n  sidetone [command] [options]\n", ran.Output, StringComparison.Ordinal);
    }
}
