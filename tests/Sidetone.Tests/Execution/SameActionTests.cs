using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

public sealed class SameActionTests
{
    [Theory]
    [InlineData("""{"price":1}""", """{"price":1.0}""")]
    [InlineData("""{"price":1,"pieces":2}""", """{"pieces":2.0,"price":1}""")]
    [InlineData("""{"price":1}""", """{"price":1,"pieces":2}""")]
    [InlineData("""{"price":1}""", """{"price":"1","pieces":null}""")]
    [InlineData("""{"price":1e2}""", """{"price":100.00}""")]
    [InlineData("""{"price":1,"note":"ü"}""", """{"price":1,"note":"\u00fc"}""")]
    [InlineData("""{"price":1}""", "```json\n{'price': 1,}\n```")]
    public async Task Arguments_that_mean_the_same_are_the_same_action(string first, string second) => Assert.Equal(1, await RunsAsync(Orders(), first, second));

    [Theory]
    [InlineData("""{"price":1}""", """{"price":1.01}""")]
    [InlineData("""{"price":1}""", """{"price":1,"pieces":3}""")]
    [InlineData("""{"price":1,"note":"a"}""", """{"price":1,"note":"A"}""")]
    [InlineData("""{"price":1,"note":""}""", """{"price":1}""")]
    public async Task Arguments_that_mean_another_thing_are_another_action(string first, string second) => Assert.Equal(2, await RunsAsync(Orders(), first, second));

    [Fact]
    public async Task A_schema_with_a_default_makes_the_same_action_of_leaving_it_out()
    {
        const string Schema = """{"type":"object","properties":{"a":{"type":"number"},"b":{"type":"integer","default":2}},"required":["a"]}""";
        var tool = Tool.Create("orders", "Orders.", Schema, _ => "ordered", new ToolPolicy());
        Assert.Equal(1, await RunsAsync(tool, """{"a":1}""", """{"b":2,"a":1.0}"""));
        Assert.Equal(2, await RunsAsync(tool, """{"a":1}""", """{"b":3,"a":1}"""));
    }

    // A provider repeats a call under its id; the id alone says nothing, for some servers number their calls anew in every answer.
    [Theory]
    [InlineData("""{"price":1}""", """{"price":1}""", 1, 1)]
    [InlineData("""{"price":1}""", """{"price":1.0}""", 1, 1)]
    [InlineData("""{"price":1}""", """{"price":2}""", 2, 2)]
    public async Task One_provider_id_with_other_arguments_is_another_call(string first, string second, int calls, int runs)
    {
        var runCount = 0;
        var tool = Tool.Create("orders", "Orders.", (decimal price) => { Interlocked.Increment(ref runCount); return $"ordered {price}"; });
        await using var session = new AgentSession(new OneId(first, second), new Agent("x") { Tools = [tool] });
        var result = await session.RunAsync("Go.", TestContext.Current.CancellationToken);
        Assert.Equal(calls, result.Calls.Count);
        Assert.All(result.Calls, call => Assert.Equal(Outcome.Completed, call.Outcome));
        Assert.Equal(runs, runCount);
        Assert.Equal("Done.", result.Text);
    }

    [Fact]
    public async Task A_tool_whose_calls_were_given_up_is_denied_above_the_cap_until_they_settle()
    {
        const int Cap = 8;
        var policy = new ToolPolicy { Effect = Effect.ReadOnly, Timeout = TimeSpan.FromSeconds(1) };
        var model = new ScriptedModel();
        for (var n = 0; n < Cap; n++)
            _ = n == 0 ? model.Calls("hangs", new { n }) : model.AndCalls("hangs", new { n });
        model.Says("Sorry.").Calls(("hangs", null), ("works", null)).Says("Sorry.").Calls("hangs").Says("Done.");
        var agent = new Agent("x") { Tools = [TestTool.Returns("hangs", "", policy), TestTool.Returns("works", "worked", policy)] };
        await using var test = await SessionTest.StartAsync(agent, model, options: o => o with { Limits = new() { MaxAbandonedCalls = Cap } });
        var mock = test.Mock("hangs").IgnoresCancellation();
        var first = test.Session.RunAsync("Go.");
        await test.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.All((await first).Calls, call => Assert.Equal(Outcome.TimedOut, call.Outcome));
        Assert.Equal(Cap, mock.Calls.Count);

        var second = (await test.Session.RunAsync("Again.")).Calls;
        Assert.Equal([(Outcome.Denied, "abandoned_calls"), (Outcome.Completed, null)], second.Select(call => (call.Outcome, call.Reason)));
        Assert.Equal(Cap, mock.Calls.Count);

        mock.Calls[0].Complete("at last");
        await test.SettleAsync();
        mock.Returns("at once");
        Assert.Equal("at once", (await test.Session.RunAsync("And now?")).Calls[0].Output);
    }

    private static Tool Orders() => Tool.Create("orders", "Orders.", (decimal price, int pieces = 2, string? note = null) => "ordered");

    private static async Task<int> RunsAsync(Tool tool, string first, string second)
    {
        var model = new ScriptedModel().CallsRaw("orders", first).AndCallsRaw("orders", second).Says("Done.");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Tools = [tool] }, model);
        var mock = test.Mock("orders").Returns("ordered");
        var result = await test.Session.RunAsync("Go.");
        Assert.Equal(2, result.Calls.Count);
        Assert.All(result.Calls, call => Assert.True(call.Outcome == Outcome.Completed || call.Outcome == Outcome.Duplicate, call.Output));
        return mock.Calls.Count;
    }

    /// <summary>Gives both calls of its one answer the same id.</summary>
    private sealed class OneId(string first, string second) : IChatClient
    {
        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            if (messages.Any(message => message.Role == ChatRole.Tool))
            {
                yield return new(ChatRole.Assistant, "Done.") { FinishReason = ChatFinishReason.Stop };
                yield break;
            }
            foreach (var arguments in new[] { first, second })
            {
                var members = JsonElement.Parse(arguments).EnumerateObject().ToDictionary(m => m.Name, m => (object?)m.Value);
                yield return new(ChatRole.Assistant, [new FunctionCallContent("call_0", "orders", members)]);
            }
            yield return new() { FinishReason = ChatFinishReason.ToolCalls };
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
