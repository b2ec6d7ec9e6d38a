namespace Sidetone;

/// <summary>What an agent's model is shown, when the agent takes over, of what was before. What no model was told yet, it is told in any case.</summary>
public enum HistoryOnEnter
{
    /// <summary>Everything.</summary>
    Whole,

    /// <summary>What was said, and of the running turn everything: no calls and outputs of earlier turns.</summary>
    Words,

    /// <summary>The running turn only: the agent begins afresh.</summary>
    Turn,
}
