using Sidetone.Execution;
using Sidetone.Sessions;

namespace Sidetone.Conversations;

/// <summary>Folds a recorded conversation again: feeds it the facts, and compares the decisions.</summary>
public sealed class Replay
{
    private readonly IReadOnlyList<ConversationEvent> _recorded;
    private readonly IFold _fold;
    private int _next;

    private Replay(IReadOnlyList<ConversationEvent> recorded)
    {
        _recorded = recorded;
        _fold = recorded is [SessionStarted { CallsOnly: true }, ..] ? new LedgerFold() : new SessionFold();
    }

    /// <summary>Where it first went otherwise; null when it went alike to the end.</summary>
    public Divergence? Divergence { get; private set; }

    /// <summary>How many events were folded alike.</summary>
    public int Alike => _next;

    /// <summary>What the conversation amounts to, as far as it was folded.</summary>
    public IReadOnlyList<HistoryItem> History => _fold is SessionFold session ? session.Transcript.History.Snapshot() : [];

    /// <summary>Replays a conversation from its first event.</summary>
    /// <param name="recorded">All its events, in order.</param>
    public static Replay Run(IReadOnlyList<ConversationEvent> recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var replay = new Replay(recorded);
        while (replay.Divergence is null && replay._next < recorded.Count)
            replay.Step();
        return replay;
    }

    private void Step()
    {
        var fact = _recorded[_next];
        if (fact is UnknownEvent unknown)
        {
            if (unknown.IsOptional)
                _next++;
            else
                Diverge(fact, null, $"This program does not know events of type {unknown.Name}, and cannot go on without.");
        }
        else if (!fact.IsFact)
        {
            Diverge(fact, null, $"It was recorded as decided because of {fact.Cause}, but is not decided now.");
        }
        else if (!IsAdmitted(fact))
        {
            Diverge(fact, null, "It was recorded as a fact, but is dropped now.");
        }
        else
        {
            _next++;
            _fold.Apply(fact);
            _fold.React(fact, new Decisions(this, fact.Seq));
        }
    }

    private bool IsAdmitted(ConversationEvent fact)
    {
        if (fact is ToolCallLateResult)
            return true;
        if (_fold.Admit(Copy(fact)) is not { } admitted)
            return false;
        return admitted.Type == fact.Type && Data(admitted).Equals(Data(fact));
    }

    // Admitting numbers a fact; what is compared is a copy, so that the recorded one stays as it is.
    private static ConversationEvent Copy(ConversationEvent fact) => EventJson.Read(EventJson.Write(fact));

    private static JsonText Data(ConversationEvent happened) => EventJson.WriteData(happened);

    private void Compare(ConversationEvent decision, long cause)
    {
        var recorded = _next < _recorded.Count ? _recorded[_next] : null;
        decision.Seq = recorded?.Seq ?? 0;
        decision.At = recorded?.At ?? default;
        decision.Cause = cause;
        if (recorded is null)
            return;     // the recording ends here: what would follow was never written
        if (recorded.Type == decision.Type && recorded.Cause == cause && Data(recorded).Equals(Data(decision)))
            _next++;
        else
            Diverge(recorded, decision, $"Because of {cause}, something else was decided.");
    }

    private void Diverge(ConversationEvent recorded, ConversationEvent? decided, string why) =>
        Divergence ??= new(recorded.Seq, $"{recorded.Type} {Data(recorded)}", decided is null ? null : $"{decided.Type} {Data(decided)}", why);

    private sealed class Decisions(Replay replay, long cause) : IDecisions
    {
        public void Decide(ConversationEvent decision)
        {
            if (replay.Divergence is null)
                replay.Compare(decision, cause);
            replay._fold.Apply(decision);
        }

        public void Do(Directive directive)
        {
        }
    }
}
