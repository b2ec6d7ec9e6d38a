using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Execution;
using Sidetone.Sessions;

namespace Sidetone;

/// <summary>A history as messages of a chat: to begin another session with, or for any <see cref="IChatClient"/>.</summary>
public static class HistoryMessages
{
    /// <summary>Renders a history: words, and each call followed at once by its output. Notes have the role <c>system</c>.
    /// Handoffs and configurations are left out.</summary>
    /// <param name="history">The history of a session, or of a replay.</param>
    public static IReadOnlyList<ChatMessage> ToChatMessages(this IEnumerable<HistoryItem> history)
    {
        var items = history.ToList();
        var outputs = items.OfType<OutputItem>().ToDictionary(output => output.Call, output => output.Output.ToString());
        var messages = new List<ChatMessage>(items.Count);
        foreach (var item in items)
        {
            switch (item)
            {
                case MessageItem said:
                    messages.Add(new(new(said.Role), said.Text));
                    break;
                case NoteItem note:
                    messages.Add(new(ChatRole.System, note.Text));
                    break;
                case CallItem call:
                    AddCall(messages, call.Call.ToString(), call.Tool, call.Arguments, outputs.GetValueOrDefault(call.Call, Answers.Unknown));
                    break;
                case EarlierCallItem call:
                    AddCall(messages, $"e{messages.Count}", call.Tool, call.Arguments, call.Output);
                    break;
                default:
                    break;
            }
        }
        return messages;
    }

    private static void AddCall(List<ChatMessage> messages, string id, string tool, JsonText arguments, string output)
    {
        messages.Add(new(ChatRole.Assistant, [new FunctionCallContent(id, tool, ContextRenderer.Members(arguments))]));
        messages.Add(new(ChatRole.Tool, [new FunctionResultContent(id, output.Length > 0 ? output : Answers.Nothing)]));
    }
}
