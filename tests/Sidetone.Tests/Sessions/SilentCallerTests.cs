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

    [Fact]
    public async Task What_a_client_adds_to_the_silence_is_seen_in_no_other_conversation()
    {
        foreach (var caller in new[] { "ann", "ben" })
        {
            var model = new Marking(new ScriptedModel().Says("Hello."), caller);
            await using var session = new AgentSession(model, new Agent("x"));
            await session.GenerateReplyAsync(cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal([caller], model.Marks);
        }
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

    private sealed class Marking(IChatClient inner, string caller) : DelegatingChatClient(inner)
    {
        public IEnumerable<string> Marks { get; private set; } = [];

        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("anthropic") : base.GetService(serviceType, serviceKey);

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var silence = messages.Single();
            (silence.AdditionalProperties ??= []).TryAdd(caller, true);
            Marks = silence.AdditionalProperties.Keys;
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
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
