using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Tests.Scripted;

/// <summary>The shortest ways to ask, and to look at what came.</summary>
internal static class Conversation
{
    public static readonly ChatMessage Hello = new(ChatRole.User, "hi");

    public static Task<ChatResponse> AskAsync(this IChatClient client, ChatOptions? options = null) =>
        client.GetResponseAsync([Hello], options, TestContext.Current.CancellationToken);

    public static async Task<List<ChatResponseUpdate>> StreamAsync(this IChatClient client, ChatOptions? options = null)
    {
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in client.GetStreamingResponseAsync([Hello], options, TestContext.Current.CancellationToken))
            updates.Add(update);
        return updates;
    }

    public static IReadOnlyList<FunctionCallContent> Calls(this IEnumerable<ChatResponseUpdate> updates) =>
        [.. updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>()];

    /// <summary>A call in a line: its id, its name and its arguments as they can be read.</summary>
    public static string InALine(this FunctionCallContent call) =>
        $"{call.CallId} {call.Name}({(call.Arguments is null ? "?" : string.Join(", ", call.Arguments.Select(argument => $"{argument.Key}: {argument.Value}")))})";
}
