namespace Sidetone.ElevenLabs.Wire;

/// <summary>Which piece of a streamed text. An open set: a value that this version does not know survives reading and writing.</summary>
/// <param name="Value">The word on the wire.</param>
public readonly record struct ResponsePart(string Value)
{
    /// <summary>It begins; no text yet.</summary>
    public static ResponsePart Start { get; } = new("start");

    /// <summary>The next piece.</summary>
    public static ResponsePart Delta { get; } = new("delta");

    /// <summary>It is complete; no more text.</summary>
    public static ResponsePart Stop { get; } = new("stop");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
