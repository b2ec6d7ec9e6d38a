using Sidetone.Conversations;

namespace Sidetone.Cli.Chat;

/// <summary>Shows a conversation as it happens: a reader of its log.</summary>
internal interface IChatView
{
    void Show(ConversationEvent happened);
}
