namespace Sidetone.Conversations;

/// <summary>Takes what a fold decides.</summary>
internal interface IDecisions
{
    /// <summary>Appends a decision and applies it at once.</summary>
    void Decide(ConversationEvent decision);

    /// <summary>Asks the edge to do something once the events until here are durable.</summary>
    void Do(Directive directive);
}
