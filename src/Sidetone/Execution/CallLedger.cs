using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>The law of the tool call, written once: from a request to its one outcome. A pure fold, embedded by whatever runs calls: a session, an
/// executor, a tool invoked as a plain function.</summary>
internal sealed partial class CallLedger(SessionLimits limits)
{
    private const string LoopGuard = "loop_guard";

    private readonly AppendOnlyList<CallRecord> _calls = new();
    private readonly List<CallRecord> _recent = [];     // open, or with an outcome that the model may not know
    private readonly List<CallRecord> _uncertain = [];  // of each action the last one, if nobody can know whether it took effect
    private readonly List<CallRecord> _waiting = [];    // in the order in which they were asked for
    private int _active;
    private int _released;      // the last step whose response was complete
    private string? _response;  // the last one of a model that is elsewhere
    private int _step;
    private long _turnBegan;
    private bool _isFinishing;  // closing: what changes something was told to stop too

    /// <summary>All calls, by their number less one.</summary>
    public AppendOnlyList<CallRecord> Calls => _calls;

    /// <summary>How many calls have no outcome yet.</summary>
    public int Open { get; private set; }

    public CallRecord this[CallId id] => _calls[id.Number - 1];

    public CallRecord? Find(int number) => number > 0 && number <= _calls.Count ? _calls[number - 1] : null;

    public bool IsClosing { get; private set; }

    public bool IsClosed { get; private set; }

    // ---- Admitting: what came too late is dropped, or recorded as late.

    public ConversationEvent? Admit(ConversationEvent input) => input switch
    {
        ToolCallEnded ended => Admit(ended),
        _ when IsClosed => null,
        ToolCallRequested request => IsClosing ? null : Admit(request),
        ToolCallStarted started => Admit(started),
        TimerElapsed timer => Admit(timer) ? timer : null,
        CloseRequested => IsClosing ? null : input,
        _ => input,
    };

    private ToolCallRequested? Admit(ToolCallRequested request)
    {
        if (request.Undoes is { } undone && !CanUndo(undone))
            return null;
        request.SameAs ??= FindSame(request);
        if (request.Response is not null)
            request.Step = request.Response == _response ? _step : _step + 1;
        if (request.ProviderId is { Length: > 0 } && request.Step > 0)
        {
            for (var i = _calls.Count - 1; i >= 0 && _calls[i].Step >= request.Step; i--)
            {
                if (_calls[i].Step == request.Step && _calls[i].Request.ProviderId == request.ProviderId
                    && _calls[i].Tool == request.Tool && _calls[i].Request.Arguments.Equals(request.Arguments) && _calls[i].Request.SameAs == request.SameAs)
                {
                    return null;    // the provider sent the same call twice
                }
            }
        }
        request.Call = new CallId(_calls.Count + 1);
        return request;
    }

    // Only the process that read it knows what is sensitive: a replay takes it from the record.
    private CallId? FindSame(ToolCallRequested request)
    {
        if (request.Unredacted is not { } arguments)
            return null;
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            var earlier = _calls[i].Request;
            if (earlier.Tool == request.Tool && earlier.Unredacted is { } others && others.AsSpan().SequenceEqual(arguments))
                return earlier.SameAs;
        }
        return new CallId(_calls.Count + 1);
    }

    private ToolCallStarted? Admit(ToolCallStarted started) => Find(started.Call.Number) switch
    {
        { State: CallState.Clearing, CancelCause: CancellationCause.None } => started,
        { State: CallState.Running, CancelCause: CancellationCause.None } call when started.Attempt == call.Attempt + 1 => started,
        _ => null,
    };

    private ConversationEvent? Admit(ToolCallEnded ended)
    {
        if (Find(ended.Call.Number) is not { } call)
            return null;
        if (!call.IsEnded)
            return ended;
        return call.Late is not null || call.Attempt == 0 ? null : new ToolCallLateResult { Call = ended.Call, Outcome = ended.Outcome, Output = ended.Output, Nothing = ended.Nothing, Beside = ended.Beside };
    }

    private bool Admit(TimerElapsed timer) => timer.Timer switch
    {
        TimerKind.Start => Find(timer.Number) is { State: CallState.Clearing },
        TimerKind.Deadline => Find(timer.Number) is { State: CallState.Running, CancelCause: CancellationCause.None } or { State: CallState.Joined },
        TimerKind.Grace => Find(timer.Number) is { State: CallState.Running, CancelCause: not CancellationCause.None },
        TimerKind.Finish => IsClosing && !_isFinishing,
        TimerKind.Close => IsClosing,
        _ => false,
    };

    // ---- Applying: what happened is so.

    public CallRecord Apply(ToolCallRequested request, ConfiguredTool? tool, int turn = 0, string? agent = null)
    {
        var undone = request.Undoes is { } id ? this[id] : null;
        var call = new CallRecord(request)
        {
            Turn = turn,
            Agent = agent,
            Run = request.Run,
            Policy = undone?.Policy ?? tool?.Policy ?? ToolPolicy.Default,
        };
        if (call.Policy.Effect == Effect.Reversible)
            call.Handler = undone?.Handler ?? request.Run?.Handler;
        request.Run = null;     // the log keeps the event, not what it took to run it
        _calls.Add(call);
        _recent.Add(call);
        Open++;
        undone?.IsTakenBack = true;
        return call;
    }

    public void Apply(ConversationEvent happened)
    {
        switch (happened)
        {
            case ToolCallJoined joined:
                var joiner = this[joined.Call];
                joiner.JoinedTo = this[joined.To];
                joiner.State = CallState.Joined;
                break;
            case ToolCallRetried retried:
                this[retried.Call].Retries = retried.Of;
                break;
            case ToolCallStarted started:
                this[started.Call].Start(started);
                break;
            case ToolCallCancelling cancelling:
                this[cancelling.Call].CancelCause = cancelling.CancelledBy;
                break;
            case ToolCallEnded ended:
                var call = this[ended.Call];
                if (call.State is CallState.Clearing or CallState.Running)
                    _active--;
                else
                    _waiting.Remove(call);
                call.State = CallState.Ended;
                call.End = ended;
                Open--;
                if (call.Step == 0)
                    _recent.Remove(call);
                else
                    Remember(call);
                break;
            case ToolCallLateResult late:
                this[late.Call].Late = late;
                Remember(this[late.Call]);
                break;
            case CloseRequested:
                IsClosing = true;
                break;
            case SessionClosed:
                IsClosed = true;
                break;
            default:
                break;
        }
    }
}
