namespace Sidetone.Conversations;

/// <summary>Time that the fold asked to be told of is over.</summary>
public sealed record TimerElapsed : ConversationEvent
{
    /// <inheritdoc/>
    public override string Type => "timer_elapsed";

    /// <summary>Which time.</summary>
    public required TimerKind Timer { get; init; }

    /// <summary>The call or step it was for; 0 for none.</summary>
    public int Number { get; init; }
}
