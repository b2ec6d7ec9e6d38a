namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Whether the agent speaks before it calls a tool. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct PreToolSpeech(string Value) : IWord<PreToolSpeech>
{
    /// <summary>By how long the tool took lately. The default.</summary>
    public static PreToolSpeech Auto => new("auto");

    /// <summary>Always.</summary>
    public static PreToolSpeech Force => new("force");

    /// <summary>Never.</summary>
    public static PreToolSpeech Off => new("off");

    static PreToolSpeech IWord<PreToolSpeech>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
