using System.Reflection;
using Microsoft.Extensions.AI;
using Sidetone.Acceptance.Snippets;
using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Testing;
using Sidetone.ElevenLabs.Wire;
using Sidetone.Testing;

namespace Sidetone.Acceptance.Documents;

/// <summary>What the page of the ElevenLabs client says, the code does.</summary>
public sealed class ElevenLabsFactTests
{
    private const string Page = "docs/elevenlabs.md";

    private static readonly ToolPolicy s_reads = new() { Effect = Effect.ReadOnly };

    private static readonly Dictionary<string, Func<Task<LocalAgent>>> s_ends = new(StringComparer.Ordinal)
    {
        ["returns a text"] = () => CallAsync(_ => "Two are left."),
        ["returns anything else"] = () => PlayAsync(OrderDesk.From(new OrderDesk(new OrderBook())), agent => agent.Calls("find_order", """{"orderId":"A-1027"}""")),
        ["returns nothing"] = () => CallAsync(_ => null),
        ["returns an image"] = () => PlayAsync(
            [Tool.Create("sell", "", """{"type":"object"}""", (_, _, _) => new(ToolResult.Content(new DataContent(new byte[12_288], "image/png"))))],
            agent => agent.Calls("sell")),
        ["returns an `Agent`"] = () => PlayAsync(new ClientTools().Add("sell", () => new Agent("You sell.")).Tools, agent => agent.Calls("sell")),
        ["throws a `ToolException`"] = () => PlayAsync(OrderDesk.From(new OrderDesk(new OrderBook())), agent => agent.Calls("find_order", """{"orderId":"A-9"}""")),
        ["throws anything else"] = () => CallAsync(_ => throw new IOException("disk 7")),
        ["throws anything else, and only reads"] = () => CallAsync(_ => throw new IOException("disk 7"), s_reads),
        ["takes longer than its `Timeout`"] = () => HangAsync(new()),
        ["takes longer than its `Timeout`, and only reads"] = () => HangAsync(s_reads),
        ["only reads, and the caller speaks"] = () => InterruptAsync(s_reads),
        ["gets arguments that do not fit"] = () =>
            PlayAsync(OrderDesk.From(new OrderDesk(new OrderBook())), agent => agent.Calls("place_order", """{"sku":"A-7","quantity":12}""")),
        ["is not registered"] = () => PlayAsync([], agent => agent.Calls("sell")),
        ["is called again in the same turn, alike"] = () => PlayAsync(
            new ClientTools().Add("sell", _ => "Sold.").Tools, agent => agent.Calls(("sell", null), ("sell", null))),
    };

    public static TheoryData<string> Ends => [.. s_ends.Keys];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task What_the_agent_is_told_is_on_the_page(string end)
    {
        var answer = Assert.Single((await s_ends[end]()).Called[^1].Answers);
        var kind = answer.ErrorType is { } type ? $"true, `{type}`" : answer.IsError ? "true" : "false";
        Assert.Contains($"\n| {end} | {answer.Result.Replace('\n', ' ')} | {kind} |\n", Repository.Read(Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(ConversationOptions))]
    [InlineData(typeof(ClientToolsOptions))]
    [InlineData(typeof(LocalAgent))]
    public void Every_option_is_listed_with_its_default(Type type)
    {
        var page = Repository.Read(Page);
        var options = Activator.CreateInstance(type);
        Assert.All(
            type.GetProperties().Where(option => option.SetMethod?.IsPublic == true),
            option => Assert.Contains($"\n| `{option.Name}` | {Shown.Of(option.GetValue(options))} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_event_that_is_no_message_is_listed() => Assert.All(
        typeof(AgentEvent).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(AgentEvent)) && !type.IsAssignableTo(typeof(ServerMessage))),
        type => Assert.Contains($"\n| `{type.Name}` |", Repository.Read(Page), StringComparison.Ordinal));

    [Fact]
    public void Every_kind_of_error_is_listed() => Assert.All(
        typeof(ErrorType).GetProperties(BindingFlags.Static | BindingFlags.Public),
        property => Assert.Contains($"`{property.GetValue(null)}`", Repository.Read(Page), StringComparison.Ordinal));

    [Fact]
    public void Every_word_of_a_script_is_listed() => Assert.All(
        typeof(LocalAgent).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => method.ReturnType == typeof(LocalAgent)),
        method => Assert.Contains($".{method.Name}(", Repository.Read(Page), StringComparison.Ordinal));

    private static Task<LocalAgent> CallAsync(Func<System.Text.Json.JsonElement, string?> handler, ToolPolicy? policy = null) =>
        PlayAsync(new ClientTools().Add("sell", handler, policy).Tools, agent => agent.Calls("sell"));

    private static async Task<LocalAgent> PlayAsync(IEnumerable<Tool> tools, Func<LocalAgent, LocalAgent> script)
    {
        var agent = script(new LocalAgent().Hears());
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = new ClientTools().Add(tools) });
        await call.SendUserMessageAsync("Well?");
        await agent.PlayedAsync(TestContext.Current.CancellationToken);
        return agent;
    }

    private static async Task<LocalAgent> HangAsync(ToolPolicy policy)
    {
        var time = new VirtualTime();
        var (tools, started) = Hanging(policy, time);
        var agent = new LocalAgent { Time = time, ResponseTimeout = TimeSpan.FromHours(1) }.Calls("sell");
        var call = await Conversation.StartAsync(agent.Options with { Tools = tools });
        await started;
        await AdvanceUntilAsync(agent.PlayedAsync(TestContext.Current.CancellationToken), time);
        await AdvanceUntilAsync(call.DisposeAsync().AsTask(), time);
        return agent;
    }

    private static async Task<LocalAgent> InterruptAsync(ToolPolicy policy)
    {
        var (tools, started) = Hanging(policy, TimeProvider.System);
        var agent = new LocalAgent().CallsAndGoesOn("sell");
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = tools });
        await started;
        await agent.Interrupts().WaitsForAnswers().PlayedAsync(TestContext.Current.CancellationToken);
        return agent;
    }

    private static (ClientTools Tools, Task Started) Hanging(ToolPolicy policy, TimeProvider time)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tools = new ClientTools(options: new() { Time = time }).Add(
            "sell",
            async (_, cancel) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
                return null;
            },
            policy);
        return (tools, started.Task);
    }

    private static async Task AdvanceUntilAsync(Task done, VirtualTime time)
    {
        while (!done.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);   // leaves the machine to what is waited for
        }
        await done;
    }
}
