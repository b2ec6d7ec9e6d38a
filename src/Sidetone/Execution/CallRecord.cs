using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>One call, as the ledger knows it.</summary>
internal sealed class CallRecord(ToolCallRequested request)
{
    private Rarely? _rarely;
    private int _startedAfterMs;    // the first attempt, after the request
    private byte _cancelCause;

    public int Number => request.Call.Number;
    public string Id => field ??= request.Call.ToString();
    public ToolCallRequested Request => request;
    public string Tool => request.Tool;

    /// <summary>The declaration in force when it was asked for; null for a tool nobody knows.</summary>
    public ToolPolicy Policy { get; init; } = ToolPolicy.Default;

    /// <summary>The arguments as the handler gets them, sensitive ones included.</summary>
    public JsonText Arguments => request.Unredacted is { } whole ? new(whole) : request.Arguments;

    /// <summary>Whether another call asks for the same: the same arguments, sensitive ones included.</summary>
    public bool HasSameArguments(CallRecord other) => request.SameAs is { } same ? other.Request.SameAs == same : Arguments.Equals(other.Arguments);

    public int Step => request.Step;
    public int Turn { get; init; }

    /// <summary>The agent that led the conversation when it was asked for.</summary>
    public string? Agent { get; init; }

    /// <summary>The run at the edge; null in a replay, and before and after it.</summary>
    public CallRun? Run { get; set; }

    /// <summary>Of a call whose effect can be taken back: the tool that ran it, and does that even when another agent leads by then; null in a replay.</summary>
    public Tool? Handler
    {
        get => _rarely?.Handler;
        set => Rare.Handler = value;
    }

    public CallState State { get; set; }
    public int Attempt { get; private set; }
    public CancellationCause CancelCause
    {
        get => (CancellationCause)_cancelCause;
        set => _cancelCause = (byte)value;
    }

    public ToolCallEnded? End { get; set; }

    /// <summary>An attempt has started.</summary>
    public void Start(ToolCallStarted started)
    {
        if (Attempt == 0)
            _startedAfterMs = MsAfterRequest(started.At);
        State = CallState.Running;
        Attempt = started.Attempt;
    }

    /// <summary>How long its handler has run by then, in milliseconds; 0 if it has not started.</summary>
    public int HasRunFor(DateTimeOffset until) => Attempt > 0 ? Math.Max(0, MsAfterRequest(until) - _startedAfterMs) : 0;

    private int MsAfterRequest(DateTimeOffset at) => int.CreateSaturating((at - request.At).TotalMilliseconds);

    /// <summary>The call that this one repeats, and whose outcome it gets.</summary>
    public CallRecord? JoinedTo
    {
        get => _rarely?.JoinedTo;
        set => Rare.JoinedTo = value;
    }

    /// <summary>How the handler settled after the call had an outcome; null while it has not, or did so in time.</summary>
    public ToolCallLateResult? Late
    {
        get => _rarely?.Late;
        set => Rare.Late = value;
    }

    /// <summary>It has an outcome because nobody waits any longer; its handler still runs.</summary>
    public bool IsGivenUp => Attempt > 0 && End is { IsFact: false } && Late is null;

    /// <summary>It ran, and nobody can know whether it took effect.</summary>
    public bool IsUncertain => Attempt > 0 && Policy.Effect != Effect.ReadOnly
        && (Late?.Outcome ?? End?.Outcome) is { } outcome && outcome != Outcome.Completed && outcome != Outcome.Refused;

    /// <summary>The call of the same action whose idempotency key it has, because nobody knows what came of that one; null for a key of its own.</summary>
    public CallId? Retries
    {
        get => _rarely?.Retries;
        set => Rare.Retries = value;
    }

    /// <summary>The model may still be speaking: calls that change something wait until its response is complete.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The call that this one replaces, and waits for.</summary>
    public CallRecord? Replaces
    {
        get => _rarely?.Replaces;
        set => Rare.Replaces = value;
    }

    /// <summary>The first step whose request held the outcome; 0 while the model cannot know it.</summary>
    public int ToldInStep { get; set; }

    /// <summary>The first step whose request held its late result; 0 while the model cannot know it.</summary>
    public int LateToldInStep
    {
        get => _rarely?.LateToldInStep ?? 0;
        set => Rare.LateToldInStep = value;
    }

    /// <summary>The first step in which the model could know what came of it; 0 while it cannot. A late result that says no more changes nothing.</summary>
    public int KnownInStep => Late is { } late && (late.Outcome == Outcome.Completed || late.Outcome == Outcome.Refused) ? LateToldInStep : ToldInStep;

    /// <summary>Its turn was over before it was.</summary>
    public bool OutlivedTurn { get; set; }

    /// <summary>It was sent to a model while it ran: a placeholder stands for its output there, for good.</summary>
    public bool HasPlaceholder { get; set; }

    /// <summary>The placeholder says that it is being stopped: if it then is, there is nothing more to say.</summary>
    public bool ToldThatItStops { get; set; }

    /// <summary>Its effect was taken back, or is being.</summary>
    public bool IsTakenBack { get; set; }

    /// <summary>Its step is over, so it stands in the history.</summary>
    public bool IsInHistory { get; set; }

    /// <summary>Why it did not hand the caller over, though it wanted to; null when it did, or did not want to.</summary>
    public string? NotHandedOver
    {
        get => _rarely?.NotHandedOver;
        set => Rare.NotHandedOver = value;
    }

    public bool IsEnded => State == CallState.Ended;

    /// <summary>The outcome as a value.</summary>
    public ToolResult ToResult() => ToolResult.Of(End!);

    /// <summary>The call as it stands now.</summary>
    /// <param name="withOutcome">With the outcome, if it may be told yet.</param>
    public ToolCall ToCall(bool withOutcome) => new()
    {
        Id = request.Call,
        Name = request.Tool,
        Arguments = request.Arguments.ToString(),
        Outcome = withOutcome && End is not null ? End.Outcome : Outcome.Running,
        Reason = withOutcome ? End?.Reason : null,
        Output = withOutcome ? End?.Output.ToString() : null,
        Duration = TimeSpan.FromMilliseconds(withOutcome ? End?.DurationMs ?? 0 : 0),
        Attempts = Attempt,
    };

    public string IdempotencyKey(string conversation) => $"{conversation}:{(request.Undoes is { } undone ? undone + "-undo" : Retries?.ToString() ?? Id)}";

    private Rarely Rare => _rarely ??= new();

    // What few calls have is kept apart: a conversation keeps every record.
    private sealed class Rarely
    {
        public Tool? Handler { get; set; }
        public CallRecord? JoinedTo { get; set; }
        public CallRecord? Replaces { get; set; }
        public ToolCallLateResult? Late { get; set; }
        public int LateToldInStep { get; set; }
        public CallId? Retries { get; set; }
        public string? NotHandedOver { get; set; }
    }
}
