namespace Sidetone.ElevenLabs.Wire;

/// <summary>How a conversation that waits for a free place stands. An open set: a value that this version does not know survives reading
/// and writing.</summary>
/// <param name="Value">The word on the wire.</param>
public readonly record struct QueueState(string Value)
{
    /// <summary>It waits.</summary>
    public static QueueState Waiting { get; } = new("waiting");

    /// <summary>It begins.</summary>
    public static QueueState Admitted { get; } = new("admitted");

    /// <summary>It waited too long; the server closes with 3008.</summary>
    public static QueueState TimedOut { get; } = new("timed_out");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
