using System.Text;
using Microsoft.Extensions.AI;

namespace Sidetone.Testing;

/// <summary>What a model was asked: a copy, taken when it was asked.</summary>
public sealed class ModelRequest
{
    internal ModelRequest(int number, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        Number = number;
        Messages = messages;
        Instructions = options?.Instructions ?? "";
        Tools = [.. (options?.Tools ?? []).Select(tool => tool.Name)];
        ToolMode = options?.ToolMode switch
        {
            null or AutoChatToolMode => "auto",
            NoneChatToolMode => "none",
            RequiredChatToolMode { RequiredFunctionName: { } name } => name,
            _ => "required",
        };
    }

    /// <summary>The request's number, from 1.</summary>
    public int Number { get; }

    /// <summary>The context.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>The agent's instructions.</summary>
    public string Instructions { get; }

    /// <summary>The names of the tools that were offered.</summary>
    public IReadOnlyList<string> Tools { get; }

    /// <summary>How tools may be used: <c>auto</c>, <c>none</c>, <c>required</c>, or the name of the one that must be called.</summary>
    public string ToolMode { get; }

    /// <summary>The newest message, as text: the caller's words, or the outputs of tools.</summary>
    public string Newest => Messages.Count == 0 ? "" : Describe(Messages[^1]);

    /// <summary>The output that a call has in the context, as the model reads it; null when there is none yet.
    /// A call that still ran when it was first sent has a placeholder, and its output follows under <c>c1_result</c>.</summary>
    /// <param name="callId">The call's id in the context.</param>
    public string? OutputOf(string callId) => Messages
        .SelectMany(message => message.Contents)
        .OfType<FunctionResultContent>()
        .Where(result => result.CallId == callId)
        .Select(result => result.Result?.ToString())
        .FirstOrDefault();

    /// <summary>The whole request, for reading.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"request {Number}, tools: {(Tools.Count == 0 ? "none" : string.Join(", ", Tools))} ({ToolMode})");
        if (Instructions.Length > 0)
            text.Append("\n  instructions: ").Append(Instructions);
        foreach (var message in Messages)
            text.Append("\n  ").Append(message.Role.Value).Append(": ").Append(Describe(message));
        return text.ToString();
    }

    private static string Describe(ChatMessage message) => string.Join(" ", message.Contents.Select(content => content switch
    {
        TextContent text => text.Text,
        FunctionCallContent call => $"[{call.CallId}: {call.Name} {TestJson.ToText(call.Arguments)}]",
        FunctionResultContent result => $"[{result.CallId}: {result.Result}]",
        _ => $"[{content.GetType().Name}]",
    }));
}
