using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>Renders entries to the messages of a model's context. Append-only: what was sent once is frozen, so a provider's cache holds
/// and turn 500 costs what turn 5 does. No context ever holds a call without an output: one that still runs has a placeholder,
/// for good, and its outcome follows as a pair of its own.</summary>
internal sealed class ContextRenderer
{
    private ChatMessage[] _frozen = [];     // only ever appended to, so that views of it never change
    private int _count;
    private readonly List<ContextEntry> _pending = [];
    private int _turn;      // where what is frozen of the running turn begins
    private int _added;

    public void Add(ContextEntry entry) => _pending.Add(entry);

    /// <summary>Renders what is new, marks its outcomes as told in this step, and returns the whole context as a view that never changes.</summary>
    public ArraySegment<ChatMessage> Render(int step)
    {
        foreach (var entry in _pending)
        {
            switch (entry)
            {
                case SaidEntry { Role: "assistant" } said:
                    Freeze(new(ChatRole.Assistant, said.Text));
                    break;
                case SaidEntry { Role: "note" } note:
                    Freeze(new NoteMessage(note.Text));
                    break;
                case SaidEntry said:
                    Freeze(new(ChatRole.User, said.Text));
                    break;
                case StepEntry made:
                    RenderStep(made, step);
                    break;
                case AddedEntry added:
                    foreach (var item in added.Items)
                        RenderAdded(item);
                    break;
                case TurnEntry:
                    _turn = _count;
                    break;
                case LateNoteEntry settled:
                    CallLedger.MarkLateTold(settled.Call, step);
                    Freeze(new NoteMessage([new TextContent(NoteMessage.Of(settled.Text)), .. settled.Call.Late!.Beside?.Shown ?? []]));
                    break;
                case LateEntry late:
                    RenderLate(late.Call, step);
                    break;
                default:
                    break;
            }
        }
        _pending.Clear();
        return new(_frozen, 0, _count);
    }

    /// <summary>Another agent takes over, and is shown only some of what is frozen. What was rendered before stays as it is in the views of it.</summary>
    /// <param name="kept">What it is shown.</param>
    /// <param name="inTurn">A turn is running, and is shown whole.</param>
    public void Keep(HistoryOnEnter kept, bool inTurn)
    {
        if (kept == HistoryOnEnter.Whole)
            return;
        var before = new ArraySegment<ChatMessage>(_frozen, 0, _count);
        var mark = inTurn ? _pending.LastIndexOf(TurnEntry.Instance) : _pending.Count;
        var turn = mark < 0 ? _turn : _count;
        (_frozen, _count) = ([], 0);
        if (kept == HistoryOnEnter.Words)
        {
            foreach (var message in before[..turn])
            {
                if (Words(message) is { } words)
                    Freeze(words);
            }
        }
        else
        {
            for (var i = mark - 1; i >= 0; i--)
            {
                if (_pending[i] is StepEntry { Calls.Count: 0 })
                    _pending.RemoveAt(i);   // not told, but said by a model
            }
        }
        _turn = _count;
        foreach (var message in before[turn..])
            Freeze(message);
    }

    private static ChatMessage? Words(ChatMessage message) => message switch
    {
        NoteMessage => null,
        _ when message.Contents.All(content => content is TextContent) => message,
        { Text.Length: > 0 } => new(message.Role, message.Text),
        _ => null,
    };

    private void Freeze(ChatMessage message)
    {
        if (_count == _frozen.Length)
            Array.Resize(ref _frozen, Math.Max(4, _count * 2));
        _frozen[_count++] = message;
    }

    private void RenderStep(StepEntry made, int step)
    {
        var said = new List<AIContent>(made.Calls.Count + 1);
        if (made.Extras is not null)
            said.AddRange(made.Extras);
        if (made.Text.Length > 0)
            said.Add(new TextContent(made.Text));
        foreach (var call in made.Calls)
            said.Add(new FunctionCallContent(call.Id, call.Tool, ModelArguments(call)));
        Freeze(new(ChatRole.Assistant, said));
        if (made.Calls.Count == 0)
            return;
        var outputs = new AIContent[made.Calls.Count];
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = new FunctionResultContent(made.Calls[i].Id, Output(made.Calls[i], step));
        Freeze(new(ChatRole.Tool, outputs));
        Show(made.Calls);
    }

    private void RenderLate(CallRecord call, int step)
    {
        CallLedger.MarkTold(call, step);
        var end = call.End!;
        if (call.ToldThatItStops && end.Outcome == Outcome.Cancelled && end.Reason is null)
            return;     // the placeholder said as much
        var id = call.Id + "_result";
        Freeze(new(ChatRole.Assistant, [new FunctionCallContent(id, call.Tool, ModelArguments(call))]));
        Freeze(new(ChatRole.Tool, [new FunctionResultContent(id, Output(call, end))]));
        Show([call]);
    }

    // In an output every model takes text, and few anything else; in a message of a user all that can look at it do.
    private void Show(List<CallRecord> calls)
    {
        List<AIContent>? shown = null;
        foreach (var call in calls)
        {
            if (call.End?.Beside?.Shown is not { } parts)
                continue;
            shown ??= [];
            shown.Add(new TextContent(NoteMessage.Of($"what {call.Id} ({call.Tool}) shows.")));
            shown.AddRange(parts);
        }
        if (shown is not null)
            Freeze(new NoteMessage(shown));
    }

    private void RenderAdded(AddedItem item)
    {
        if (item.Tool is not { } tool)
        {
            Freeze(item.Role == "system" ? new NoteMessage(item.Text) : new ChatMessage(new(item.Role!), item.Text));
            return;
        }
        var id = $"e{++_added}";     // its own could be one of this conversation's
        Freeze(new(ChatRole.Assistant, [new FunctionCallContent(id, tool, Members(item.Arguments))]));
        Freeze(new(ChatRole.Tool, [new FunctionResultContent(id, item.Text)]));
    }

    private static string Output(CallRecord call, int step)
    {
        if (call.End is { } end)
        {
            CallLedger.MarkTold(call, step);
            return Output(call, end);
        }
        call.HasPlaceholder = true;
        call.ToldThatItStops = call.CancelCause != CancellationCause.None;
        return call.ToldThatItStops ? Answers.Stopping : Answers.Running;
    }

    private static string Output(CallRecord call, ToolCallEnded end)
    {
        if (call.NotHandedOver is { } why)
            return end.Output.Utf8.IsEmpty ? why : $"{end.Output}\n({why})";
        if (!end.Output.Utf8.IsEmpty)
            return end.Output.ToString();
        return end.HandsTo is { } agent ? Answers.HandedOff(agent) : end.Nothing ? Answers.Nothing : "";
    }

    private static IDictionary<string, object?> ModelArguments(CallRecord call) => call.Request.Original ?? Members(call.Arguments);

    /// <summary>The arguments of a call as a chat client takes them.</summary>
    public static IDictionary<string, object?> Members(JsonText json)
    {
        var arguments = new Dictionary<string, object?>();
        if (!json.IsEmpty && json.ToElement() is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var member in members.EnumerateObject())
                arguments[member.Name] = member.Value;
        }
        return arguments;
    }
}
