namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Whether the caller may interrupt the agent while a tool runs. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct InterruptionMode(string Value) : IWord<InterruptionMode>
{
    /// <summary>The caller may. The default.</summary>
    public static InterruptionMode Allow => new("allow");

    /// <summary>Not while the tool runs.</summary>
    public static InterruptionMode DisableDuringTool => new("disable_during_tool");

    /// <summary>Not while the tool runs, nor during the turn that follows.</summary>
    public static InterruptionMode DisableDuringToolAndTurn => new("disable_during_tool_and_turn");

    static InterruptionMode IWord<InterruptionMode>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
