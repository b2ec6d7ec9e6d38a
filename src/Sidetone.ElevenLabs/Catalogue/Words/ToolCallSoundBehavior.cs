namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>When the sound of a tool is heard. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct ToolCallSoundBehavior(string Value) : IWord<ToolCallSoundBehavior>
{
    /// <summary>Only where the agent spoke before the call. The default.</summary>
    public static ToolCallSoundBehavior Auto => new("auto");

    /// <summary>With every call.</summary>
    public static ToolCallSoundBehavior Always => new("always");

    static ToolCallSoundBehavior IWord<ToolCallSoundBehavior>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
