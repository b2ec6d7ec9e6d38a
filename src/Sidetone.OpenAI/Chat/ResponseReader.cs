using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>Reads what an answer that comes at once and the pieces of a streamed one have in common.</summary>
internal static class ResponseReader
{
    /// <summary>The error code, by the convention of Microsoft.Extensions.AI, of content in which a model declines.</summary>
    public const string Refusal = "Refusal";

    /// <summary>An answer that came whole.</summary>
    public static ChatResponse Read(JsonElement root)
    {
        ServerEvents.ThrowIfError(root);
        var choice = root.Elements("choices").FirstOrDefault();
        ServerEvents.ThrowIfError(choice);
        if (choice.Member("message") is not { } message)
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The server's answer holds no message.");

        List<AIContent> contents = [.. Contents(message)];
        if (message.Text("refusal") is { } refusal)
            contents.Add(new ErrorContent(refusal) { ErrorCode = Refusal });
        var calls = new ToolCallAssembler();
        calls.AddWhole(message.Elements("tool_calls"));
        var reason = FinishReason(choice) ?? ChatFinishReason.Stop;
        contents.AddRange(calls.TakeRest(IsCutOff(reason)));

        var id = root.Text("id");
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = id, RawRepresentation = message })
        {
            ResponseId = id,
            ModelId = root.Text("model"),
            CreatedAt = CreatedAt(root),
            FinishReason = Reconciled(reason, calls),
            Usage = Usage(root),
            RawRepresentation = root,
        };
    }

    /// <summary>Reasoning and text of a message or of a piece of one.</summary>
    public static IEnumerable<AIContent> Contents(JsonElement message)
    {
        // Compatible servers have two names for what a model thinks before it speaks; it must never be spoken.
        if ((message.Text("reasoning_content") ?? message.Text("reasoning")) is { } thought)
            yield return new TextReasoningContent(thought);
        if (message.Text("content") is { } text)
            yield return new TextContent(text);
        foreach (var part in message.Elements("content")) // some servers answer in parts
        {
            if (part.Text("text") is { } partText)
                yield return new TextContent(partText);
        }
    }

    public static ChatFinishReason? FinishReason(JsonElement choice) => choice.Text("finish_reason") switch
    {
        null => null,
        "function_call" => ChatFinishReason.ToolCalls,
        { } reason => new ChatFinishReason(reason),
    };

    /// <summary>Whether the model was stopped and may not have written its last call to the end.</summary>
    public static bool IsCutOff(ChatFinishReason reason) => reason == ChatFinishReason.Length || reason == ChatFinishReason.ContentFilter;

    /// <summary>Several servers say "stop" although there are calls.</summary>
    public static ChatFinishReason Reconciled(ChatFinishReason reason, ToolCallAssembler calls) =>
        reason == ChatFinishReason.Stop && calls.Any ? ChatFinishReason.ToolCalls : reason;

    public static DateTimeOffset? CreatedAt(JsonElement root) =>
        root.Whole("created") is > 0 and < 253_402_300_800 and { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public static UsageDetails? Usage(JsonElement root) => root.Member("usage") is { ValueKind: JsonValueKind.Object } usage
        ? new UsageDetails
        {
            InputTokenCount = usage.Whole("prompt_tokens"),
            OutputTokenCount = usage.Whole("completion_tokens"),
            TotalTokenCount = usage.Whole("total_tokens"),
            CachedInputTokenCount = (usage.Member("prompt_tokens_details") ?? default).Whole("cached_tokens"),
            ReasoningTokenCount = (usage.Member("completion_tokens_details") ?? default).Whole("reasoning_tokens"),
        }
        : null;
}
