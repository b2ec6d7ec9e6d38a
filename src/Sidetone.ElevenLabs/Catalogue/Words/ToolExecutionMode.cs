namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>When a tool runs, beside what is said. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct ToolExecutionMode(string Value) : IWord<ToolExecutionMode>
{
    /// <summary>At once. The default.</summary>
    public static ToolExecutionMode Immediate => new("immediate");

    /// <summary>After the agent finished speaking.</summary>
    public static ToolExecutionMode PostToolSpeech => new("post_tool_speech");

    /// <summary>In the background, without holding up the conversation: for what takes long.</summary>
    public static ToolExecutionMode Async => new("async");

    static ToolExecutionMode IWord<ToolExecutionMode>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
