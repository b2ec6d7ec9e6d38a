using System.Globalization;
using System.Text;
using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.Cli.Chat;

/// <summary>Calls as lines: <c>find_order(orderId: "A-1027")      completed · 3 ms</c>.</summary>
internal sealed class CallLines
{
    private const int OutcomeColumn = 55;
    private const int MaxArguments = 100;
    private const int MinTitle = 10;

    private readonly Dictionary<int, string> _titles = [];

    /// <summary>Keeps what later events do not repeat.</summary>
    public void Follow(ConversationEvent happened)
    {
        if (happened is ToolCallRequested request)
            _titles[request.Call.Number] = (request.Undoes is { } undone ? $"undo {undone} " : "") + Title(request);
    }

    public string Title(CallId call) => _titles.GetValueOrDefault(call.Number, call.ToString());

    public string Ended(ToolCallEnded end) => Line(end.Call, Outcome(end));

    public string Late(ToolCallLateResult late) => Line(late.Call, $"after all: {Words(late.Outcome)}");

    public string Running(CallId call) => Line(call, "still running");

    public string Line(CallId call, string state) => Head(call, state.Length) + state;

    /// <summary>The same in so much room: of a long call only the beginning.</summary>
    public string Line(CallId call, string state, int room) => Head(call, state.Length, room) + state;

    /// <summary>A call up to where its state begins.</summary>
    /// <param name="call">The call.</param>
    /// <param name="length">Of what will follow.</param>
    /// <param name="room">For both together.</param>
    public string Head(CallId call, int length, int room = int.MaxValue)
    {
        var title = Title(call);
        var columns = Columns.Of(title);
        if (Math.Max(columns + 2, OutcomeColumn) + length <= room)
            return Padded(title, columns, OutcomeColumn) + (columns < OutcomeColumn ? "" : "  ");
        var left = Math.Max(MinTitle, room - length - 2);
        return (columns <= left ? Padded(title, columns, left) : string.Concat(title.AsSpan(0, Columns.Fit(title, left - 1)), "…")) + "  ";
    }

    private static string Padded(string title, int columns, int room) => title + new string(' ', Math.Max(0, room - columns));

    public static string Outcome(ToolCallEnded end) =>
        Words(end.Outcome) + (end.Reason is null ? "" : $" ({end.Reason.Replace('_', ' ')})") + (end.DurationMs > 0 ? $" · {Time(end.DurationMs)}" : "");

    public static string Words(Outcome outcome) => outcome.Value.Replace('_', ' ');

    public static string Time(double milliseconds) => milliseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, milliseconds):0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s");

    private static string Title(ToolCallRequested request)
    {
        var title = new StringBuilder(request.Tool).Append('(');
        if (!request.Arguments.IsEmpty && request.Arguments.ToElement() is { ValueKind: JsonValueKind.Object } arguments)
        {
            var next = "";
            foreach (var argument in arguments.EnumerateObject())
            {
                if (argument.Value.ValueKind == JsonValueKind.Null)
                    continue;
                title.Append(next).Append(argument.Name).Append(": ").Append(Value(argument.Value));
                next = ", ";
            }
        }
        var line = Printable.OnOneLine(title.ToString());
        return (Columns.Of(line) > MaxArguments ? string.Concat(line.AsSpan(0, Columns.Fit(line, MaxArguments - 1)), "…") : line) + ")";
    }

    private static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String ? $"\"{value.GetString()}\"" : value.GetRawText();
}
