namespace Sidetone.Conversations;

/// <summary>A conversation began.</summary>
public sealed record SessionStarted : ConversationEvent
{
    /// <inheritdoc/>
    public override string Type => "session_started";

    /// <summary>The conversation: <c>conv_</c> and a UUIDv7 in 26 lower-case base32 characters.</summary>
    public required string Conversation { get; init; }

    /// <summary>The bounds that the fold decides by.</summary>
    public required SessionLimits Limits { get; init; }
}
