using Sidetone.ElevenLabs.Tools;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

// Calls run in the order in which they came, also those that came before the tools were ready.
internal sealed partial class ConversationLoop
{
    private static readonly ToolResult s_tooMany = ToolResult.Denied("Too many calls at once, so this one was not run. Call it again if it is still needed.", "too_many_calls");

    private readonly Queue<ClientToolCall> _early = new();
    private bool _toolsAreReady;

    private void Take(ClientToolCall call)
    {
        if (call.ToolCallId.Length == 0)
        {
            LogUnanswerable(call.ToolName);
            return;
        }
        lock (_early)
        {
            if (_toolsAreReady)
                _ = AnswerAsync(call);
            else if (_early.Count < _toolOptions.Limits.MaxOpenCalls)
                _early.Enqueue(call);
            else if (ToolAnswer.Of(call, s_tooMany, _toolOptions) is { } answer)
                _ = TrySendAsync(answer);
        }
    }

    private void LetToolsRun()
    {
        lock (_early)
        {
            _toolsAreReady = true;
            while (_early.TryDequeue(out var call))
                _ = AnswerAsync(call);
        }
    }
}
