using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

// Calls run in the order in which they came, also those that came before the tools were ready.
internal sealed partial class ConversationLoop
{
    private const int MaxEarlyCalls = 256;

    private readonly Queue<ClientToolCall> _early = new();
    private bool _toolsAreReady;

    private void Take(ClientToolCall call)
    {
        lock (_early)
        {
            if (!_toolsAreReady && _early.Count < MaxEarlyCalls)
                _early.Enqueue(call);
            else if (_toolsAreReady)
                _ = AnswerAsync(call);
            else
                LogEarly(call.ToolName, MaxEarlyCalls);
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
