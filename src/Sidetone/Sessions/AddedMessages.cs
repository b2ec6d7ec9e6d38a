using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Execution;
using Sidetone.Tools;

namespace Sidetone.Sessions;

/// <summary>Messages from outside a session, read to what its log can keep. Each call gets the output that answers it, so that no request
/// ever holds one without the other.</summary>
internal static class AddedMessages
{
    /// <exception cref="ArgumentException">A message holds what no history can: it says which, and what.</exception>
    public static IReadOnlyList<AddedItem> Read(IEnumerable<ChatMessage> messages)
    {
        var items = new List<AddedItem>();
        var calls = new Dictionary<string, int>(StringComparer.Ordinal);    // those that have no output yet
        var number = 0;
        foreach (var message in messages)
        {
            number++;
            ArgumentNullException.ThrowIfNull(message, nameof(messages));
            var words = new StringBuilder();
            foreach (var content in message.Contents)
            {
                switch (content)
                {
                    case TextContent text:
                        words.Append(text.Text);
                        break;
                    case FunctionCallContent call:
                        Say(items, message.Role, words, number);
                        calls[call.CallId] = items.Count;
                        items.Add(new() { Tool = call.Name, Arguments = new(Arguments(call, number)), Text = Answers.Unknown });
                        break;
                    case FunctionResultContent result:
                        // Whose call was cut off with what was before means nothing to a model.
                        if (calls.Remove(result.CallId, out var at))
                            items[at] = items[at] with { Text = Output(result.Result, number) };
                        break;
                    case TextReasoningContent or UsageContent:
                        break;
                    default:
                        throw new ArgumentException($"Message {number} holds a {content.GetType().Name}: a history takes text, calls and results. Leave it out, or say in words what it was.", nameof(messages));
                }
            }
            Say(items, message.Role, words, number);
        }
        return items;
    }

    private static void Say(List<AddedItem> items, ChatRole role, StringBuilder words, int number)
    {
        if (words.Length == 0)
            return;
        if (role != ChatRole.User && role != ChatRole.Assistant && role != ChatRole.System)
            throw new ArgumentException($"Message {number} has text in the role '{role}': give it the role user, assistant or system.", nameof(role));
        items.Add(new() { Role = role.Value, Text = words.ToString() });
        words.Clear();
    }

    private static byte[] Arguments(FunctionCallContent call, int number)
    {
        try
        {
            return ArgumentText.Write(call.Arguments).ToArray();
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or ArgumentException)
        {
            throw new ArgumentException($"Message {number} calls {call.Name} with something that is not JSON: {exception.Message}", nameof(call), exception);
        }
    }

    private static string Output(object? result, int number)
    {
        try
        {
            return result switch
            {
                null => "",
                string text => text,
                JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
                _ => ArgumentText.Write(result),
            };
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or ArgumentException)
        {
            throw new ArgumentException($"Message {number} holds a result that is not JSON: {exception.Message}", nameof(result), exception);
        }
    }
}
