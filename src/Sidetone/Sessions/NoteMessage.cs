using Microsoft.Extensions.AI;

namespace Sidetone.Sessions;

/// <summary>What a model is told that nobody said. In the role of the user, since not every provider takes another one within a conversation.</summary>
internal sealed class NoteMessage(string text) : ChatMessage(ChatRole.User, $"(A note from the system, not from the caller: {text})");
