namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What the caller hears while a tool runs. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct ToolCallSound(string Value) : IWord<ToolCallSound>
{
    /// <summary>A keyboard.</summary>
    public static ToolCallSound Typing => new("typing");

    /// <summary>Music.</summary>
    public static ToolCallSound Elevator1 => new("elevator1");

    /// <summary>Other music.</summary>
    public static ToolCallSound Elevator2 => new("elevator2");

    /// <summary>Other music.</summary>
    public static ToolCallSound Elevator3 => new("elevator3");

    /// <summary>Other music.</summary>
    public static ToolCallSound Elevator4 => new("elevator4");

    static ToolCallSound IWord<ToolCallSound>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
