using Microsoft.Extensions.AI;

namespace Sidetone.Bench;

/// <summary>The least that one writes by hand over <see cref="IChatClient"/>: it keeps none of the promises. No record, no validation,
/// no interruption, no timeout; a tool that throws ends the conversation, one that hangs hangs it.</summary>
internal sealed class BareLoop(IChatClient model, Dictionary<string, AIFunction> functions)
{
    private readonly ChatOptions _options = new() { Tools = [.. functions.Values] };

    public List<ChatMessage> Messages { get; } = [];

    public async Task<string> RunAsync(string text)
    {
        Messages.Add(new(ChatRole.User, text));
        while (true)
        {
            var said = new List<AIContent>();
            await foreach (var update in model.GetStreamingResponseAsync(Messages, _options))
                said.AddRange(update.Contents);
            Messages.Add(new(ChatRole.Assistant, said));
            var outputs = new List<AIContent>();
            foreach (var content in said)
            {
                if (content is FunctionCallContent call)
                    outputs.Add(new FunctionResultContent(call.CallId, await functions[call.Name].InvokeAsync(new(call.Arguments!))));
            }
            if (outputs.Count == 0)
                return string.Concat(said.OfType<TextContent>().Select(content => content.Text));
            Messages.Add(new(ChatRole.Tool, outputs));
        }
    }
}
