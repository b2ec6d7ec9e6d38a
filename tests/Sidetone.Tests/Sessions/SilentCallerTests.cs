using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class SilentCallerTests
{
    private const string Silence = "user (The caller says nothing.)";

    [Fact]
    public async Task A_model_that_wants_a_caller_is_told_that_he_says_nothing_where_the_agent_begins_or_goes_on()
    {
        var asked = await AskedAsync("anthropic");
        Assert.Equal(
            [
                [Silence],
                [Silence, "assistant Hello.", "user Hi."],
                [Silence, "assistant Hello.", "user Hi.", "assistant What is it?", Silence],
            ],
            asked);
    }

    [Fact]
    public async Task Any_other_model_is_shown_what_was_said_and_nothing_else()
    {
        var asked = await AskedAsync("other");
        Assert.Equal([[], ["assistant Hello.", "user Hi."], ["assistant Hello.", "user Hi.", "assistant What is it?"]], asked);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> AskedAsync(string provider)
    {
        var model = new Named(new ScriptedModel().Says("Hello.").Says("What is it?").Says("Still there?"), provider);
        await using var session = new AgentSession(model, new Agent("x"));
        await session.GenerateReplyAsync(new() { Instructions = "Greet." }, TestContext.Current.CancellationToken);
        await session.RunAsync("Hi.", TestContext.Current.CancellationToken);
        await session.GenerateReplyAsync(cancellationToken: TestContext.Current.CancellationToken);
        return [.. model.Asked];
    }

    private sealed class Named(IChatClient inner, string provider) : DelegatingChatClient(inner)
    {
        public ConcurrentQueue<IReadOnlyList<string>> Asked { get; } = [];

        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(provider) : base.GetService(serviceType, serviceKey);

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked.Enqueue([.. messages.Select(message => $"{message.Role} {message.Text}")]);
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }
}
