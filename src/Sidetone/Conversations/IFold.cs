namespace Sidetone.Conversations;

/// <summary>A state that is the fold of its events. It reads no clock, randomness, service or culture:
/// given the same facts it decides the same.</summary>
internal interface IFold
{
    /// <summary>Decides whether an input becomes a fact, and as what; null drops it: it came too late, or means nothing any more.</summary>
    ConversationEvent? Admit(ConversationEvent input);

    /// <summary>Takes an event, fact or decision, into the state.</summary>
    void Apply(ConversationEvent happened);

    /// <summary>Decides what follows from a fact that was just applied.</summary>
    void React(ConversationEvent fact, IDecisions decisions);
}
