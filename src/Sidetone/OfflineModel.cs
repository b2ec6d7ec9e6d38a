using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Offline;

namespace Sidetone;

/// <summary>A model for first contact and for tests: no key, no network, the same answer every time. It matches words, and no more:
/// it picks among whatever tools are offered by the words of the last message, fills arguments by their schema, asks for what is missing,
/// and reads results back. It says so when it is at a loss.</summary>
/// <param name="time">What "tomorrow" counts from; default: the system's clock.</param>
public sealed class OfflineModel(TimeProvider? time = null) : IChatClient
{
    private static readonly ChatClientMetadata s_metadata = new("offline", defaultModelId: "offline");
    private static readonly Offer s_nothing = new([]);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private Offer _offer = s_nothing;   // the last one read, good for as long as the same tools are offered

    /// <summary>How long it waits before each word, so that it can be listened to and interrupted. Default: not at all.</summary>
    public TimeSpan WordDelay { get; init; }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
            updates.Add(update);
        return updates.ToChatResponse();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var dialogue = new Dialogue(messages);
        var reply = new Thinker(Read(options?.Tools), dialogue, options?.ToolMode, _time.GetLocalNow()).Think();
        foreach (var word in Pieces(reply.Text))
        {
            if (WordDelay > TimeSpan.Zero)
                await Task.Delay(WordDelay, _time, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            yield return Update(new TextContent(word));
        }
        var number = dialogue.Calls;
        foreach (var call in reply.Calls)
            yield return Update(new FunctionCallContent($"offline_{++number}", call.Tool.Name, Arguments(call)));
        var end = Update();
        end.FinishReason = reply.Calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop;
        yield return end;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? s_metadata
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Holds nothing.</summary>
    public void Dispose()
    {
    }

    private Offer Read(IList<AITool>? tools)
    {
        var offer = _offer;
        if (!offer.IsOf(tools))
            _offer = offer = new(tools ?? []);
        return offer;
    }

    private static ChatResponseUpdate Update(params IList<AIContent> contents) => new(ChatRole.Assistant, contents) { ModelId = "offline" };

    private static Dictionary<string, object?> Arguments(Choice call) =>
        call.Filling.Arguments.ToDictionary(a => a.Key, a => (object?)JsonElement.Parse(a.Value));

    private static IEnumerable<string> Pieces(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var space = text.IndexOf(' ', start);
            var end = space < 0 ? text.Length : space + 1;
            yield return text[start..end];
            start = end;
        }
    }
}
