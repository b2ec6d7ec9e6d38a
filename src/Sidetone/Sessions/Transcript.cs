using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>The history, and what of it a model has yet to be sent.</summary>
internal sealed class Transcript
{
    private readonly List<ContextEntry> _meanwhile = [];    // what came while the model spoke, and did not know of it
    private List<CallRecord>? _step;

    public AppendOnlyList<HistoryItem> History { get; } = new();

    public ContextRenderer Context { get; } = new();

    public void Say(ConversationEvent happened, string role, string text)
    {
        History.Add(new MessageItem(happened.Seq, role, text));
        Tell(new SaidEntry(role, text));
    }

    public void Note(ConversationEvent happened, string text, bool isForModel = true)
    {
        History.Add(new NoteItem(happened.Seq, text));
        if (isForModel)
            Tell(new SaidEntry("note", text));
    }

    public void Add(HistoryAdded added)
    {
        foreach (var item in added.Items)
        {
            History.Add(item switch
            {
                { Tool: { } tool } => new EarlierCallItem(added.Seq, tool, item.Arguments, item.Text),
                { Role: "system" } => new NoteItem(added.Seq, item.Text),
                _ => new MessageItem(added.Seq, item.Role!, item.Text),
            });
        }
        Tell(new AddedEntry(added.Items));
    }

    /// <summary>A model step begins: what it says and calls stays together.</summary>
    public void BeginStep() => _step = [];

    public void AddCall(CallRecord call)
    {
        if (call.Step > 0)
            _step?.Add(call);
    }

    /// <summary>The step is over: its words stand before its calls, and its calls before the outputs that are already there.</summary>
    public void EndStep(ConversationEvent happened, string text, bool interrupted, IReadOnlyList<AIContent>? extras = null)
    {
        if (_step is not { } calls)
            return;
        _step = null;
        if (text.Length > 0)
            History.Add(new MessageItem(happened.Seq, "assistant", text, interrupted));
        foreach (var call in calls)
            History.Add(new CallItem(call.Request.Seq, call.Request.Call, call.Tool, call.Request.Arguments));
        foreach (var call in calls)
        {
            call.IsInHistory = true;
            if (call.End is { } end)
                AddOutput(call, end);
        }
        if (text.Length > 0 || calls.Count > 0)
            Context.Add(new StepEntry(text, extras, calls));
        foreach (var entry in _meanwhile)
            Context.Add(entry);
        _meanwhile.Clear();
    }

    public void AddEnd(CallRecord call, ToolCallEnded end)
    {
        if (call.Request.Undoes is { } undone)
        {
            Note(end, $"{undone} ({call.Tool}) was taken back: {end.Outcome}. {end.Output}");
            return;
        }
        if (!call.IsInHistory)
            return;     // its step will bring it
        AddOutput(call, end);
        if (call.HasPlaceholder)
            Tell(new LateEntry(call));
    }

    public void AddLateResult(CallRecord call, ToolCallLateResult late, bool isJoined)
    {
        var came = late.HandsTo is { } agent && !isJoined ? $"{late.Output} {Answers.HandedOffTooLate(agent)}".TrimStart() : late.Output.ToString();
        var text = $"{call.Id} ({call.Tool}) was given up earlier, but came to an end after all: {late.Outcome}. {came}".TrimEnd();
        Note(late, text, isForModel: false);
        Tell(new LateNoteEntry(call, text));
    }

    private void AddOutput(CallRecord call, ToolCallEnded end) =>
        History.Add(new OutputItem(end.Seq, end.Call, call.Tool, end.Outcome, end.Output));

    // What the model says without knowing of something stands before it.
    private void Tell(ContextEntry entry)
    {
        if (_step is null)
            Context.Add(entry);
        else
            _meanwhile.Add(entry);
    }
}
