namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>How much of a tool's failure reaches the agent. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct ToolErrorHandling(string Value) : IWord<ToolErrorHandling>
{
    /// <summary>Summarized for native integrations, hidden for others. The default.</summary>
    public static ToolErrorHandling Auto => new("auto");

    /// <summary>A summary that a model writes.</summary>
    public static ToolErrorHandling Summarized => new("summarized");

    /// <summary>The error as it is.</summary>
    public static ToolErrorHandling Passthrough => new("passthrough");

    /// <summary>Nothing.</summary>
    public static ToolErrorHandling Hide => new("hide");

    static ToolErrorHandling IWord<ToolErrorHandling>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
