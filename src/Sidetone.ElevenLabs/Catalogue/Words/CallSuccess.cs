namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Whether a conversation reached its goal, as its analysis sees it. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct CallSuccess(string Value) : IWord<CallSuccess>
{
    /// <summary>It did.</summary>
    public static CallSuccess Success => new("success");

    /// <summary>It did not.</summary>
    public static CallSuccess Failure => new("failure");

    /// <summary>Nobody can say.</summary>
    public static CallSuccess Unknown => new("unknown");

    static CallSuccess IWord<CallSuccess>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
