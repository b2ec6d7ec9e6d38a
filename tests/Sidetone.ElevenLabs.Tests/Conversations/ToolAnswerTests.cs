using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>What the agent is told of each result: always a string, in the words of the official Python SDK.</summary>
public sealed class ToolAnswerTests
{
    private const string Success = "Client tool: t called successfully.";

    private static async Task<(string Text, bool IsError, JsonElement Whole)> AnswerAsync(ClientTools tools, string parameters = "{}")
    {
        await using var played = await Played.BeginAsync(tools);
        var answer = await played.CallAsync("t", parameters);
        return (answer.GetProperty("result").GetString()!, answer.GetProperty("is_error").GetBoolean(), answer.Clone());
    }

    public static TheoryData<Delegate, string, string> Results => new()
    {
        { () => "It's \"nine\" °C", "It's \"nine\" °C", "It's \"nine\" °C" },
        { () => { }, Success, Success },
        { () => Task.CompletedTask, Success, Success },
        { () => (string?)null, Success, Success },
        { () => (int?)null, Success, Success },
        { () => "", "", Success },
        { () => 0, "0", Success },
        { () => "0", "0", "0" },
        { () => false, "false", Success },
        { () => "false", "false", "false" },
        { () => true, "true", "true" },
        { () => 1.5, "1.5", "1.5" },
        { () => 12345678901234567890m, "12345678901234567890", "12345678901234567890" },
        { () => double.NaN, "NaN", "NaN" },
        { () => float.NegativeInfinity, "-Infinity", "-Infinity" },
        { () => new { rate = double.PositiveInfinity }, """{"rate":"Infinity"}""", """{"rate":"Infinity"}""" },
        { () => Array.Empty<int>(), "[]", Success },
        { () => new Dictionary<string, int>(), "{}", Success },
        { () => new[] { 1, 2 }, "[1,2]", "[1,2]" },
        { () => Task.FromResult(new { ok = true }), """{"ok":true}""", """{"ok":true}""" },
        { () => new DataContent(new byte[3], "image/png"), "[image/png, 3 bytes, not shown]", "[image/png, 3 bytes, not shown]" },
        { () => ToolResult.Refused("Not today."), "Not today.", "Not today." },
    };

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public async Task A_result_is_told_as_text(Delegate handler, string text, string textOfPython)
    {
        Assert.Equal(text, (await AnswerAsync(new ClientTools().Add("t", handler))).Text);
        Assert.Equal(textOfPython, (await AnswerAsync(new ClientTools(options: new() { PythonQuirks = true }).Add("t", handler))).Text);
    }

    [Fact]
    public async Task Only_a_tool_exception_is_told_in_its_own_words()
    {
        var known = new ClientTools().Add("t", (Func<string>)(() => throw new ToolException("The card was declined.")));
        Assert.Equal(("The card was declined.", true), (await AnswerAsync(known)) is var said ? (said.Text, said.IsError) : default);

        var unknown = new ClientTools().Add("t", (Func<string>)(() => throw new InvalidOperationException("Password=hunter2")));
        var neutral = await AnswerAsync(unknown);
        Assert.True(neutral.IsError);
        Assert.DoesNotContain("hunter2", neutral.Text, StringComparison.Ordinal);
        Assert.False(neutral.Whole.TryGetProperty("error_type", out _));

        var quirky = new ClientTools(options: new() { PythonQuirks = true }).Add("t", (Func<string>)(() => throw new InvalidOperationException("No such order")));
        Assert.Equal("No such order", (await AnswerAsync(quirky)).Text);
    }

    [Fact]
    public async Task A_tool_that_hands_over_has_not_done_it_and_says_so_to_both_calls_of_a_turn()
    {
        using var log = new LogLines();
        var tools = new ClientTools().Add("plain", () => new Agent("Billing.")).Add("told", () => (new Agent("Billing."), "You are through."));
        await using var played = await Played.BeginAsync(new ConversationOptions { Tools = tools, LoggerFactory = log });
        foreach (var (tool, id) in new[] { ("plain", "1"), ("plain", "2"), ("told", "3") })
        {
            var answer = await played.CallAsync(tool, id: id);
            Assert.Equal("Not done: the caller cannot be handed over by this tool, and is still with you.", answer.GetProperty("result").GetString()!.Split('\n')[0]);
            Assert.True(answer.GetProperty("is_error").GetBoolean());
        }
        var calls = (await played.CloseAsync()).OfType<ClientToolEnded>().Select(call => call.Result.Outcome);
        Assert.Equal([Outcome.Refused, Outcome.Duplicate, Outcome.Refused], calls);
        Assert.Contains("transfer_to_agent", Assert.Single(log.All, line => line.Contains(" plain ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":"one"}""")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("\"nonsense\"")]
    public async Task Invalid_arguments_never_reach_the_handler_and_are_told_as_an_error(string parameters)
    {
        var ran = 0;
        var (text, isError, _) = await AnswerAsync(new ClientTools().Add("t", (int a) => ran += a), parameters);
        Assert.True(isError, text);
        Assert.NotEqual("", text);
        Assert.Equal(0, ran);
    }

    [Theory]
    [InlineData("""{"a":2}""")]
    [InlineData("""{"a":"2"}""")]
    [InlineData("\"{\\\"a\\\":2}\"")]
    public async Task Arguments_that_can_be_read_are(string parameters) =>
        Assert.Equal("2", (await AnswerAsync(new ClientTools().Add("t", (int a) => a), parameters)).Text);

    [Fact]
    public async Task Missing_parameters_are_none()
    {
        await using var played = await Played.BeginAsync(new ClientTools().Add("t", arguments => arguments.GetRawText()));
        await played.Server.SendAsync("""{"type":"client_tool_call","client_tool_call":{"tool_name":"t","tool_call_id":"1"}}""");
        Assert.Equal("{}", (await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).GetProperty("result").GetString());
    }

    [Fact]
    public async Task Parameters_of_megabytes_are_refused_in_words()
    {
        var (text, isError, _) = await AnswerAsync(new ClientTools().Add("t", _ => "ran"), $$"""{"x":"{{new string('x', 2_000_000)}}"}""");
        Assert.True(isError);
        Assert.Contains("bytes", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_takes_too_long_is_told_as_a_timeout_of_the_client()
    {
        var time = new VirtualTime();
        var running = new TaskCompletionSource();
        var tools = new ClientTools(options: new() { Time = time }).Add(
            "t",
            async (_, _, _) =>
            {
                running.SetResult();
                await new TaskCompletionSource().Task;
                return ToolResult.Nothing;
            },
            new() { Effect = Effect.ReadOnly, Timeout = TimeSpan.FromSeconds(5) });
        await using var played = await Played.BeginAsync(tools);
        await played.Server.CallAsync("t", "1");
        await Played.Soon(running.Task);
        time.Advance(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(2));
        var answer = await Played.Soon(played.Server.ReceiveAsync("client_tool_result"));
        Assert.Equal("client_timeout", answer.GetProperty("error_type").GetString());
        Assert.True(answer.GetProperty("is_error").GetBoolean());
    }

    [Fact]
    public async Task The_call_id_among_the_arguments_is_a_quirk_and_wins_there()
    {
        var tools = new ClientTools().Add("t", arguments => arguments.GetRawText());
        Assert.Equal("""{"tool_call_id":"agent's"}""", (await AnswerAsync(tools, """{"tool_call_id":"agent's"}""")).Text);
        var quirky = new ClientTools(options: new() { PythonQuirks = true }).Add("t", arguments => arguments.GetRawText());
        using var all = JsonDocument.Parse((await AnswerAsync(quirky, """{"tool_call_id":"agent's","a":1}""")).Text);
        Assert.Equal("call_1", all.RootElement.GetProperty("tool_call_id").GetString());
        Assert.Equal(1, all.RootElement.GetProperty("a").GetInt32());
    }
}
