using Sidetone.Conversations;

namespace Sidetone.Testing;

/// <summary>Reads from events what happened, in the order in which a person would tell it: words before the calls of the same breath.</summary>
internal static class Happenings
{
    public static List<Happening> Of(IEnumerable<ConversationEvent> events)
    {
        var list = new List<Happening>();
        var tools = new Dictionary<CallId, string>();
        var step = 0;
        foreach (var happened in events)
        {
            switch (happened)
            {
                case TurnStarted turn:
                    CutOff(list, turn.Heard, step, turn.Seq);
                    if (turn.Text is { Length: > 0 } text)
                        list.Add(Said("user", text, turn.Seq));
                    break;
                case InterruptionRequested interruption:
                    CutOff(list, interruption.Heard, step, interruption.Seq);
                    break;
                case CloseRequested close:
                    CutOff(list, close.Heard, step, close.Seq);
                    break;
                case ModelRequested requested:
                    step = requested.Step;
                    break;
                case ModelResponded responded when responded.Text.Length > 0:
                    AddBeforeCalls(list, Said("assistant", responded.Text, responded.Seq), responded.Step);
                    break;
                case ModelFailed failed:
                    CutOff(list, failed.Text, failed.Step, failed.Seq);
                    list.Add(Remark($"the model failed: {failed.Error}", failed.Seq));
                    break;
                case AgentSpoke spoke:
                    list.Add(Said("assistant", spoke.Text, spoke.Seq));
                    break;
                case ToolCallRequested request:
                    tools[request.Call] = request.Tool;
                    list.Add(Requested(request));
                    break;
                case ToolCallEnded ended:
                    list.Add(Ended(ended, tools.GetValueOrDefault(ended.Call)));
                    break;
                case ToolCallLateResult late:
                    list.Add(new()
                    {
                        Kind = HappeningKind.LateResult,
                        Seq = late.Seq,
                        Call = late.Call,
                        Tool = tools.GetValueOrDefault(late.Call),
                        Outcome = late.Outcome,
                        Text = late.Output.ToString(),
                    });
                    break;
                case HandedOff handedOff:
                    list.Add(new() { Kind = HappeningKind.Handoff, Seq = handedOff.Seq, To = handedOff.To });
                    break;
                case HandoffFailed failed:
                    list.Add(Remark($"{failed.To} could not take over: {failed.Error}", failed.Seq));
                    break;
                case TurnEnded { Reason: not (TurnEnd.Completed or TurnEnd.Silent) } ended:
                    list.Add(Remark($"turn {ended.Turn} ended: {ended.Reason}", ended.Seq));
                    break;
                default:
                    break;
            }
        }
        return list;
    }

    /// <summary>What a turn's result still tells: its calls with their outputs, and then all that was said.</summary>
    public static List<Happening> Of(RunResult result)
    {
        var list = new List<Happening>();
        foreach (var call in result.Calls)
        {
            list.Add(new() { Kind = HappeningKind.Call, Call = call.Id, Tool = call.Name, Arguments = call.Arguments });
            if (call.Outcome != Outcome.Running)
                list.Add(new() { Kind = HappeningKind.Output, Call = call.Id, Tool = call.Name, Outcome = call.Outcome, Reason = call.Reason, Text = call.Output ?? "" });
        }
        if (result.HandedTo is { } agent)
            list.Add(new() { Kind = HappeningKind.Handoff, To = agent });
        if (result.Text.Length > 0)
            list.Add(Said("assistant", result.Text, 0) with { IsCutOff = result.Interrupted });
        return list;
    }

    private static Happening Said(string role, string text, long seq) => new() { Kind = HappeningKind.Message, Role = role, Text = text, Seq = seq };

    private static Happening Remark(string text, long seq) => new() { Kind = HappeningKind.Remark, Text = text, Seq = seq };

    private static Happening Requested(ToolCallRequested request) => new()
    {
        Kind = request.Undoes is null ? HappeningKind.Call : HappeningKind.Undo,
        Seq = request.Seq,
        Call = request.Call,
        Tool = request.Tool,
        Arguments = request.Arguments.IsEmpty ? "{}" : request.Arguments.ToString(),
        Text = request.Undoes is { } undone ? $"of {undone}" : "",
        Step = request.Step,
    };

    private static Happening Ended(ToolCallEnded ended, string? tool) => new()
    {
        Kind = HappeningKind.Output,
        Seq = ended.Seq,
        Call = ended.Call,
        Tool = tool,
        Outcome = ended.Outcome,
        Reason = ended.Reason,
        Text = ended.Output.ToString(),
    };

    private static void CutOff(List<Happening> list, string? heard, int step, long seq)
    {
        if (heard is { Length: > 0 })
            AddBeforeCalls(list, Said("assistant", heard, seq) with { IsCutOff = true }, step);
    }

    private static void AddBeforeCalls(List<Happening> list, Happening said, int step)
    {
        var calls = list.FindIndex(other => other.Step == step && step > 0);
        list.Insert(calls < 0 ? list.Count : calls, said);
    }
}
