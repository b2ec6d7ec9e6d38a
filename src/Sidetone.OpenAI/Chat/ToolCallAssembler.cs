using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>Puts calls together from the fragments in which they arrive.</summary>
/// <remarks>
/// By the book, a fragment's index says which call it belongs to, and only the first fragment has an id and a name. In the wild the index
/// is missing or always 0, ids are missing, empty, repeated or made up anew for every fragment, and calls arrive whole. What holds
/// everywhere: a call begins with a name, and arguments that are a whole object are complete.
/// </remarks>
internal sealed class ToolCallAssembler
{
    private readonly List<Call> _calls = [];
    private int _taken;

    /// <summary>Whether any call has begun.</summary>
    public bool Any => _calls.Count > 0;

    /// <summary>Whether there are calls that were not taken yet.</summary>
    public bool HasMore => _taken < _calls.Count;

    /// <summary>Adds what one chunk says of calls: fragments of calls, several of which may be of the same one.</summary>
    public void AddFragments(IEnumerable<JsonElement> fragments)
    {
        var position = 0;
        foreach (var fragment in fragments)
            Add(fragment, position++, whole: false);
    }

    /// <summary>Adds the calls of a message that is not streamed: each element is one.</summary>
    public void AddWhole(IEnumerable<JsonElement> calls)
    {
        foreach (var call in calls)
            Add(call, position: 0, whole: true);
    }

    /// <summary>The calls that are complete because a later one has begun, in order, each once.</summary>
    /// <remarks>One whose arguments are not whole yet holds back those behind it: servers that fill several calls in turn exist.</remarks>
    public IEnumerable<FunctionCallContent> TakeComplete()
    {
        while (_taken < _calls.Count - 1 && CallArguments.IsWhole(_calls[_taken].Arguments.ToString()))
            yield return Take(cutOff: false);
    }

    /// <summary>All calls that were not taken yet.</summary>
    /// <param name="cutOff">The model was stopped at a limit, perhaps within its last call.</param>
    public IEnumerable<FunctionCallContent> TakeRest(bool cutOff)
    {
        while (HasMore)
            yield return Take(cutOff && _taken == _calls.Count - 1);
    }

    private void Add(JsonElement fragment, int position, bool whole)
    {
        var function = fragment.Member("function") ?? default;
        var id = fragment.Text("id");
        var name = function.Text("name");
        var arguments = function.Member("arguments") switch
        {
            { ValueKind: JsonValueKind.String } text => LooseText.Of(text),
            { } value => value.GetRawText(), // an object instead of its text
            null => "",
        };
        if (id is null && name is null && arguments.Length == 0)
            return;

        var index = fragment.Whole("index");
        var open = whole ? null : Open(index, id);
        if (open is null || (name is not null && Begins(open, id, name, secondInChunk: index is null && position > 0)))
            _calls.Add(open = new Call { Index = index });
        else if (name is not null && CallArguments.IsWhole(arguments) && open.Arguments.Equals(arguments))
            return; // the whole call once more, as a summary
        open.Id ??= id;
        open.Name ??= name;
        open.Arguments.Append(arguments);
    }

    private Call? Open(long? index, string? id) => index is null
        ? _calls.FindLast(call => id is not null && call.Id == id) ?? _calls.LastOrDefault()
        : _calls.FindLast(call => call.Index == index);

    /// <summary>Whether a fragment with a name begins another call than the one its index points at.</summary>
    private static bool Begins(Call open, string? id, string name, bool secondInChunk)
    {
        if (id is not null && open.Id is not null)
            return id != open.Id;
        return open.Name is not null && (name != open.Name || secondInChunk || CallArguments.IsWhole(open.Arguments.ToString()));
    }

    private FunctionCallContent Take(bool cutOff)
    {
        var call = _calls[_taken++];
        // An id pairs the call with its result in later requests: one that is missing, or used before in this answer, gets replaced.
        var id = call.Id is { } given && !_calls.Take(_taken - 1).Any(other => other.Id == given) ? given : $"call_{Guid.NewGuid():N}";
        call.Id = id;
        return CallArguments.ToCall(id, call.Name ?? "", call.Arguments.ToString(), cutOff);
    }

    private sealed class Call
    {
        public required long? Index { get; init; }
        public string? Id { get; set; }
        public string? Name { get; set; }
        public StringBuilder Arguments { get; } = new();
    }
}
