using Microsoft.Extensions.AI;
using Sidetone.Conversations;

namespace Sidetone.Tests.Sessions;

/// <summary>On the real pool, with the real clock: what no schedule of ours has chosen.</summary>
public sealed class StressTests
{
    [Fact]
    public async Task A_hundred_sessions_at_once_keep_the_law()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Task.WhenAll(Enumerable.Range(1, 100).Select(seed => TalkAsync(seed, source.Token)));
    }

    private static async Task TalkAsync(int seed, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var random = new Random(seed);
        var log = new MemoryLog();
        var running = 0;
        var most = 0;
        var agent = new Agent("x")
        {
            Tools =
            [
                new TestTool("writes", async (_, _) =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref running));
                    for (var i = seed % 5; i > 0; i--)
                        await Task.Yield();
                    Interlocked.Decrement(ref running);
                    return ToolResult.Text("written");
                }, new() { MaxConcurrency = 1 }),
                TestTool.Returns("reads", "read", new() { Effect = Effect.ReadOnly }),
            ],
        };
        var session = new AgentSession(new Busy(), agent, null, new() { Log = log });
        var turns = new List<Task<RunResult>>();
        for (var i = 0; i < 10; i++)
        {
            turns.Add(session.RunAsync($"Turn {i}.", cancellationToken));
            for (var pause = random.Next(40); pause > 0; pause--)
                await Task.Yield();
            if (random.Next(5) == 0)
                await session.InterruptAsync(cancellationToken);
        }
        await Task.WhenAll(turns);
        await session.DisposeAsync();
        var events = log.Events;
        Assert.Equal(1, Math.Max(1, most));
        Assert.IsType<SessionClosed>(events[^1]);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(happened => happened.Seq));
        Assert.Equal(
            events.OfType<ToolCallRequested>().Select(request => request.Call.Number),
            events.OfType<ToolCallEnded>().Select(ended => ended.Call.Number).Order());
        Assert.Null(Replay.Run(events).Divergence);
    }

    private sealed class Busy : IChatClient
    {
        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var context = messages.ToList();
            Assert.Null(Sidetone.Testing.ContextLaw.FindBreach(context));
            await Task.Yield();
            yield return new(ChatRole.Assistant, "Well, ");
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            if (context[^1].Role == ChatRole.User)
            {
                yield return new(ChatRole.Assistant, [new FunctionCallContent("a", "writes", new Dictionary<string, object?> { ["n"] = context.Count })]);
                yield return new(ChatRole.Assistant, [new FunctionCallContent("b", "writes", new Dictionary<string, object?> { ["n"] = -context.Count })]);
                yield return new(ChatRole.Assistant, [new FunctionCallContent("c", "reads", new Dictionary<string, object?>())]);
            }
            yield return new() { FinishReason = ChatFinishReason.Stop };
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
