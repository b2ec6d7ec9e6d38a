namespace Sidetone.ElevenLabs.Wire;

/// <summary>What a user thinks of a response. An open set: a value that this version does not know survives reading and writing.</summary>
/// <param name="Value">The word on the wire.</param>
public readonly record struct FeedbackScore(string Value)
{
    /// <summary>Good.</summary>
    public static FeedbackScore Like { get; } = new("like");

    /// <summary>Not good.</summary>
    public static FeedbackScore Dislike { get; } = new("dislike");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
