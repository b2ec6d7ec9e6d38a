using Microsoft.Extensions.AI;

namespace Sidetone.Conversations;

/// <summary>What an event keeps in memory: about its bytes, without going through it.</summary>
internal static class Weight
{
    private const int Bare = 100;

    public static long Of(ConversationEvent happened) => Bare + happened switch
    {
        ToolCallRequested requested => requested.Arguments.Utf8.Length,
        ToolCallEnded ended => ended.Output.Utf8.Length + Of(ended.Beside),
        ToolCallLateResult late => late.Output.Utf8.Length + Of(late.Beside),
        ModelResponded responded => Of(responded.Text),
        ModelFailed failed => Of(failed.Text) + Of(failed.Error),
        TurnStarted turn => Of(turn.Text) + Of(turn.Instructions),
        AgentSpoke spoke => Of(spoke.Text),
        AgentConfigured agent => Of(agent.Instructions) + (Bare * (long)agent.Tools.Count),
        HistoryAdded added => added.Items.Sum(static item => Bare + Of(item.Text) + item.Arguments.Utf8.Length),
        UnknownEvent unknown => unknown.Data.Utf8.Length,
        _ => 0,
    };

    private static long Of(string? text) => sizeof(char) * (long)(text?.Length ?? 0);

    private static long Of(Beside? beside) => beside?.Shown?.Sum(static part => Bare + (long)((part as DataContent)?.Data.Length ?? 0)) ?? 0;
}
