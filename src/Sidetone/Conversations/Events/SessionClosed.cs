namespace Sidetone.Conversations;

/// <summary>The session is closed: after this only late results are recorded.</summary>
public sealed record SessionClosed : ConversationEvent
{
    /// <inheritdoc/>
    public override string Type => "session_closed";

}
