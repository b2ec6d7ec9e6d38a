namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Who spoke. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct TranscriptRole(string Value) : IWord<TranscriptRole>
{
    /// <summary>The caller.</summary>
    public static TranscriptRole User => new("user");

    /// <summary>The agent.</summary>
    public static TranscriptRole Agent => new("agent");

    static TranscriptRole IWord<TranscriptRole>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
