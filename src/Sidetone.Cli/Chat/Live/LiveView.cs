using System.Globalization;
using Sidetone.Conversations;

namespace Sidetone.Cli.Chat.Live;

/// <summary>The conversation in a terminal: what is settled above, what is under way and the line being typed below.</summary>
internal sealed class LiveView : IChatView
{
    private const string Indent = "       ";

    private readonly Lock _gate = new();
    private readonly Screen _screen;
    private readonly Style _style;
    private readonly TimeProvider _time;
    private readonly CallLines _calls = new();
    private readonly SortedDictionary<int, long> _running = [];
    private readonly SpokenText _spoken;
    private int _turns;
    private int _hearing;
    private bool _hasSpoken;

    public LiveView(Screen screen, Style style, TimeProvider time)
    {
        _screen = screen;
        _style = style;
        _time = time;
        _spoken = new(() => Room);
    }

    public LineEditor Editor { get; } = new();

    /// <summary>A turn is under way.</summary>
    public bool IsBusy
    {
        get { lock (_gate) return _turns > 0; }
    }

    /// <summary>The agent's words are coming.</summary>
    public bool IsSpeaking
    {
        get { lock (_gate) return _spoken.IsOpen; }
    }

    /// <summary>From here on the words of another turn are heard.</summary>
    public void Listen(int turn)
    {
        lock (_gate)
            _hearing = turn;
    }

    /// <summary>Words of a turn come.</summary>
    public void Hear(int turn, string words)
    {
        lock (_gate)
        {
            if (turn == _hearing && _turns > 0)
                Draw(Agent(_spoken.Hear(words)));
        }
    }

    /// <summary>Adds lines of the program's own.</summary>
    public void Write(params IEnumerable<string> lines)
    {
        lock (_gate)
            Draw(lines);
    }

    /// <summary>Draws the line being typed, and how long calls have been running.</summary>
    public void Refresh(bool onlyIfRunning = false)
    {
        lock (_gate)
        {
            if (!onlyIfRunning || _running.Count > 0)
                Draw([]);
        }
    }

    public void Show(ConversationEvent happened)
    {
        lock (_gate)
        {
            _calls.Follow(happened);
            Draw(Settle(happened).ToList());
        }
    }

    private IEnumerable<string> Settle(ConversationEvent happened)
    {
        switch (happened)
        {
            case TurnStarted start:
                _turns++;
                _spoken.Begin();
                return [.. Cut(), .. start is { Kind: TurnKind.User, Text: { } asked } ? Lines(_style.Bold("you    "), asked) : []];
            case ModelResponded { Text.Length: > 0 } said:
                return Finished(_spoken.Complete(said.Text));
            case AgentSpoke spoke:
                return Lines(_style.Cyan("agent  "), spoke.Text);
            case ToolCallRequested request:
                _running[request.Call.Number] = _time.GetTimestamp();
                return [];
            case ToolCallEnded end:
                _running.Remove(end.Call.Number);
                return [Ended(end.Call, end.Outcome, CallLines.Outcome(end))];
            case ToolCallLateResult late:
                return [Ended(late.Call, late.Outcome, $"after all: {CallLines.Words(late.Outcome)}")];
            case HandedOff handed:
                return [Indent + _style.Dim($"→ {handed.To}")];
            case TurnEnded:
                _turns--;
                return Cut();
            default:
                return [];
        }
    }

    // The agent was cut short.
    private IReadOnlyList<string> Cut() => Finished(_spoken.End(" –"));

    private List<string> Finished(IReadOnlyList<string> rows)
    {
        var lines = Agent(rows);
        _hasSpoken = false;
        return lines;
    }

    private List<string> Agent(IReadOnlyList<string> rows)
    {
        var lines = new List<string>(rows.Count);
        foreach (var row in rows)
        {
            lines.Add(Margin() + row);
            _hasSpoken = true;
        }
        return lines;
    }

    private int Room => _screen.Width - Indent.Length;

    private string Ended(CallId call, Outcome outcome, string state) => Indent + _calls.Head(call, state.Length, Room) + _style.Of(outcome, state);

    private string Margin() => _hasSpoken ? Indent : _style.Cyan("agent  ");

    private static IEnumerable<string> Lines(string who, string text) =>
        Printable.Of(text).ReplaceLineEndings("\n").Split('\n').Select((line, i) => (i == 0 ? who : Indent) + line);

    private void Draw(IEnumerable<string> settled)
    {
        var live = new List<string>();
        if (_spoken.Row.Length > 0)
            live.Add(Margin() + _spoken.Row);
        foreach (var (call, since) in _running)
        {
            var state = string.Create(CultureInfo.InvariantCulture, $"running … {_time.GetElapsedTime(since).TotalSeconds:0.0} s");
            var line = _calls.Line(new(call), state, Room);
            live.Add(Indent + _style.Dim(line[..Columns.Fit(line, Room)]));
        }
        // Of a line longer than the screen the part around the cursor is shown.
        var typed = Editor.Text.AsSpan();
        var column = Columns.Of(typed[..Editor.Cursor]);
        while (column >= Room)
        {
            column -= Columns.OfFirst(typed);
            typed = typed[StringInfo.GetNextTextElementLength(typed)..];
        }
        live.Add(string.Concat(_style.Bold("you    "), typed[..Columns.Fit(typed, Room)]));
        _screen.Update(settled, live, Indent.Length + column);
    }
}
