using System.Text.Json;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.Cli.Tests;

/// <summary>A chat with a model behind HTTP: any server that speaks OpenAI's chat completions.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task A_model_on_a_server_calls_tools_in_parallel_and_is_told_their_results_in_order()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Events(
                Answers.Calls("""{"index":0,"id":"a","type":"function","function":{"name":"find_order","arguments":"{\"orderId\":"}}"""),
                Answers.Calls("""{"index":0,"function":{"arguments":"\"A-1027\"}"}}"""),
                Answers.Calls("""{"index":1,"id":"b","type":"function","function":{"name":"calculate","arguments":"{\"expression\":\"2 * 3\"}"}}"""),
                Answers.Finish("tool_calls")),
            Answers.Events(Answers.Text("Packed, "), Answers.Text("and six."), Answers.Finish("stop")));

        var ran = await ChatAsync(server, "--say", "Where is A-1027, and what is 2 * 3?");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.StartsWith("Sidetone · m at 127.0.0.1:", ran.Output, StringComparison.Ordinal);
        Assert.Contains("find_order(orderId: \"A-1027\")", ran.Chat, StringComparison.Ordinal);
        Assert.EndsWith("agent  Packed, and six.", ran.Chat, StringComparison.Ordinal);
        var messages = JsonElement.Parse(server.Requests[1].Body).GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["c1", "c2"], messages.Where(m => m.GetProperty("role").ValueEquals("tool")).Select(m => m.GetProperty("tool_call_id").GetString()));
        Assert.Contains("6", messages[^1].GetProperty("content").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_gets_wrong_is_told_to_it_and_the_chat_goes_on()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Events(
                Answers.Calls("""{"index":0,"id":"a","function":{"name":"find_ordr","arguments":"{}"}}"""),
                Answers.Calls("""{"index":1,"id":"b","function":{"name":"find_order","arguments":"{\"order\":\"A-1027\"}"}}"""),
                Answers.Calls("""{"index":2,"id":"c","function":{"name":"find_order","arguments":"{\"orderId\": nothing"}}"""),
                Answers.Finish("tool_calls")),
            Answers.Events(Answers.Text("I could not."), Answers.Finish("stop")));

        var ran = await ChatAsync(server, "--say", "Where is it?");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.EndsWith("agent  I could not.", ran.Chat, StringComparison.Ordinal);
        var told = JsonElement.Parse(server.Requests[1].Body).GetProperty("messages").EnumerateArray()
            .Where(m => m.GetProperty("role").ValueEquals("tool")).Select(m => m.GetProperty("content").ToString()).ToList();
        Assert.Equal(3, told.Count);
        Assert.Contains("find_order", told[0], StringComparison.Ordinal);
        Assert.Contains("'orderId'", told[1], StringComparison.Ordinal);
        Assert.Contains("not a JSON object", told[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: sk-abcdef0123456789abcdef"}}""", "sidetone: ")]
    [InlineData(404, """{"error":{"message":"The model 'm' does not exist"}}""", "sidetone: ")]
    [InlineData(500, "<html>oops</html>", "sidetone: ")]
    public async Task What_the_server_refuses_is_one_clear_line_and_no_secret(int status, string body, string start)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json(body, status));
        var ran = await ChatAsync(server, "--say", "Hello.");
        Assert.NotEqual(0, ran.ExitCode);
        Assert.StartsWith(start, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("sk-", ran.Output + ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_JSON_every_line_is_an_event()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Events(Answers.Text("Hello to you."), Answers.Finish("stop")));
        var ran = await ChatAsync(server, "--json", "--say", "Hello.");
        Assert.Equal(0, ran.ExitCode);
        Assert.All(ran.Output.TrimEnd().Split('\n'), line => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(line).ValueKind));
        Assert.Contains("Hello to you.", ran.Output, StringComparison.Ordinal);
    }

    private static Task<Ran> ChatAsync(ScriptedServer server, params string[] args) => Tool.RunAsync(
        "", ["chat", "--model", "openai:m", "--base-url", server.Url.ToString(), .. args], new() { ["OPENAI_API_KEY"] = "sk-test-0123456789abcdef" });
}
