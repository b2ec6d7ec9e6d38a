using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Bench;

/// <summary>A model that thinks no time: it calls the tool, and once it has seen a result it speaks.</summary>
internal sealed class InstantModel : IChatClient
{
    private static readonly Dictionary<string, object?> s_arguments =
        JsonSerializer.Deserialize<Dictionary<string, object?>>("""{"sku":"A-7","quantity":2}""")!;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return ((IList<ChatMessage>)messages)[^1].Role == ChatRole.Tool
            ? new(ChatRole.Assistant, "It costs 39 euros.") { FinishReason = ChatFinishReason.Stop }
            : new(ChatRole.Assistant, [new FunctionCallContent("call_1", "quote", s_arguments)]) { FinishReason = ChatFinishReason.ToolCalls };
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
