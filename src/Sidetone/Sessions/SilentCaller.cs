using Microsoft.Extensions.AI;

namespace Sidetone.Sessions;

/// <summary>Says that the caller said nothing, where a model insists on a caller. Anthropic refuses a conversation that is empty or begins with the
/// agent, as one does that begins with a greeting; and where the agent spoke last it goes on with those words instead of saying others.</summary>
internal static class SilentCaller
{
    // A new one each time: clients may add to a message, and that is no other conversation's.
    private static ChatMessage Silence => new(ChatRole.User, "(The caller says nothing.)");

    public static IEnumerable<ChatMessage> In(ArraySegment<ChatMessage> context, IChatClient chat)
    {
        if (context.Count > 0 && context[0].Role == ChatRole.User && (context[^1].Role == ChatRole.User || context[^1].Role == ChatRole.Tool))
            return context;
        if (chat.GetService(typeof(ChatClientMetadata)) is not ChatClientMetadata { ProviderName: "anthropic" })
            return context;
        // What nobody said goes elsewhere.
        var first = context.FirstOrDefault(IsSaid)?.Role;
        var last = context.LastOrDefault(IsSaid)?.Role;
        IEnumerable<ChatMessage> messages = context;
        if (first != ChatRole.User)
            messages = messages.Prepend(Silence);
        return last == ChatRole.Assistant ? messages.Append(Silence) : messages;
    }

    private static bool IsSaid(ChatMessage message) => message.Role != ChatRole.System;
}
