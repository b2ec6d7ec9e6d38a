using Microsoft.Extensions.AI;

namespace Sidetone.Sessions;

/// <summary>What a model is told that nobody said. In the role of the user, since not every provider takes another one within a conversation.</summary>
internal sealed class NoteMessage : ChatMessage
{
    public NoteMessage(string text) : base(ChatRole.User, Of(text)) { }

    /// <summary>With parts that the model is shown.</summary>
    public NoteMessage(List<AIContent> parts) : base(ChatRole.User, parts) { }

    public static string Of(string text) => $"(A note from the system, not from the caller: {text})";
}
