using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>Who is to lead the conversation next: the agent that the program asks for, or else that of the first call by the order of the calls.
/// Calls that wanted another one are told so.</summary>
internal sealed class Handoffs
{
    private readonly List<CallRecord> _wanted = [];
    private readonly List<CallRecord> _decided = [];    // with the last handoff
    private HandoffRequested? _requested;

    /// <summary>The program wants to hand the caller over; its last word counts.</summary>
    public void Add(HandoffRequested requested) => _requested = requested;

    /// <summary>A call wants to hand the caller over.</summary>
    public void Add(CallRecord call) => _wanted.Add(call);

    /// <summary>Decides for one; null if nobody wants to hand over, or only calls of an agent that leads no more.</summary>
    /// <param name="leader">The agent that leads.</param>
    public Handoff? Decide(string leader)
    {
        DropOutdated(leader);
        if (_wanted.Count == 0 && _requested is null)
            return null;
        _wanted.Sort(static (left, right) => left.Number.CompareTo(right.Number));
        var handoff = _requested is { } requested
            ? new Handoff(requested.To, requested.Target, null)
            : new Handoff(_wanted[0].End!.HandsTo!, _wanted[0].End!.Beside!.Agent, _wanted[0]);
        foreach (var call in _wanted)
        {
            if (call.End!.HandsTo != handoff.To)
                call.NotHandedOver = Answers.NotHandedOff(handoff.To);
        }
        _decided.Clear();
        _decided.AddRange(_wanted);
        _wanted.Clear();
        _requested = null;
        return handoff;
    }

    /// <summary>The handoff that was decided last came to nothing. Nothing was asked of a model since, so its calls can say so with their own outputs.</summary>
    /// <param name="to">The agent that could not take over.</param>
    /// <returns>Whether a model has been told of one as done.</returns>
    public bool Fail(string to)
    {
        foreach (var call in _decided)
            call.NotHandedOver = Answers.HandoffFailed(to);
        return _decided.Exists(static call => call.ToldInStep > 0);
    }

    /// <summary>Calls of agents that lead no more hand nobody over, and are told so.</summary>
    /// <param name="leader">The agent that leads.</param>
    public void DropOutdated(string leader)
    {
        for (var i = _wanted.Count - 1; i >= 0; i--)
        {
            if (_wanted[i].Agent == leader)
                continue;
            _wanted[i].NotHandedOver = Answers.NotHandedOff(leader);
            _wanted.RemoveAt(i);
        }
    }
}
