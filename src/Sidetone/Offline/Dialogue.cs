using Microsoft.Extensions.AI;

namespace Sidetone.Offline;

/// <summary>What a request's messages mean for the next reply. Everything is read from them: nothing is kept between requests.</summary>
internal sealed class Dialogue
{
    private const string NotePrefix = "(A note from the system, not from the caller: ";
    private const string LateSuffix = "_result";

    private readonly List<ChatMessage> _messages;
    private readonly Dictionary<string, string> _calls = [];
    private readonly List<int> _spoken = [];

    public Dialogue(IEnumerable<ChatMessage> messages)
    {
        _messages = [.. messages];
        var waiting = 0;
        for (var i = 0; i < _messages.Count; i++)
        {
            var message = _messages[i];
            if (message.Role == ChatRole.User && Note(message) is { } note)
                News.Add(("", note));
            else if (message.Role == ChatRole.User)
            {
                _spoken.Add(i);
                waiting++;
            }
            else if (message.Role == ChatRole.Assistant && Hear(message))
                waiting = 0;
            foreach (var result in message.Contents.OfType<FunctionResultContent>())
                News.Add((_calls.GetValueOrDefault(result.CallId) ?? "", Results.Text(result)));
        }
        Waiting = waiting;
    }

    /// <summary>How many times the caller spoke since the model did something: more than once when it was cut off before it could.</summary>
    public int Waiting { get; }

    /// <summary>What the model has not told yet, in order: results with their tool's name, and notes with none.</summary>
    public List<(string Tool, string Text)> News { get; } = [];

    /// <summary>How many calls were made until now.</summary>
    public int Calls => _calls.Count;

    /// <summary>How many times the caller spoke.</summary>
    public int Spoken => _spoken.Count;

    /// <summary>What the caller said, the last first.</summary>
    public string Said(int back) => _messages[_spoken[^(back + 1)]].Text;

    /// <summary>What the model said right before that.</summary>
    public string SaidBefore(int back)
    {
        for (var i = _spoken[^(back + 1)] - 1; i >= 0 && (_messages[i].Role != ChatRole.User || Note(_messages[i]) is not null); i--)
        {
            if (_messages[i].Role == ChatRole.Assistant && _messages[i].Text is { Length: > 0 } text)
                return text;
        }
        return "";
    }

    // Whether the model did something about the caller's words: a late result that is rendered as a pair of its own is none of its doing.
    private bool Hear(ChatMessage message)
    {
        var acted = false;
        foreach (var call in message.Contents.OfType<FunctionCallContent>())
        {
            acted |= !(call.CallId.EndsWith(LateSuffix, StringComparison.Ordinal) && _calls.ContainsKey(call.CallId[..^LateSuffix.Length]));
            _calls[call.CallId] = call.Name;
        }
        if (message.Text.Length == 0)
            return acted;
        News.Clear();
        return true;
    }

    private static string? Note(ChatMessage message) =>
        message.Text.StartsWith(NotePrefix, StringComparison.Ordinal) ? message.Text[NotePrefix.Length..].TrimEnd(')') : null;
}
