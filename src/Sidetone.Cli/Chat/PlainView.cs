using Sidetone.Conversations;

namespace Sidetone.Cli.Chat;

/// <summary>Plain lines, without control codes: for pipes and files.</summary>
internal sealed class PlainView(TextWriter output) : IChatView
{
    private readonly CallLines _calls = new();

    public void Show(ConversationEvent happened)
    {
        _calls.Follow(happened);
        switch (happened)
        {
            case TurnStarted { Kind: TurnKind.User, Text: { } text }:
                Write("you    ", text);
                break;
            case ModelResponded { Text.Length: > 0 } said:
                Write("agent  ", said.Text);
                break;
            case ModelFailed { Text.Length: > 0 } broken:
                Write("agent  ", broken.Text + " …");
                break;
            case AgentSpoke spoke:
                Write("agent  ", spoke.Text);
                break;
            case ToolCallEnded end:
                Write("       ", _calls.Ended(end));
                break;
            case ToolCallLateResult late:
                Write("       ", _calls.Late(late));
                break;
            case TurnEnded { Reason: TurnEnd.Interrupted, Running: { Count: > 0 } running }:
                foreach (var call in running)
                    Write("       ", _calls.Running(call));
                break;
            case HandedOff handed:
                Write("       ", $"→ {handed.To}");
                break;
            default:
                break;
        }
        output.Flush();
    }

    private void Write(string who, string text) => output.WriteLine(who + Printable.Of(text).ReplaceLineEndings("\n       "));
}
