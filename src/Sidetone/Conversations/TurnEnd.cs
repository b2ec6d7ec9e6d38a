namespace Sidetone.Conversations;

/// <summary>How a turn ended.</summary>
public enum TurnEnd
{
    /// <summary>The agent had said all.</summary>
    Completed,

    /// <summary>The tools had done all, and asked for no reply.</summary>
    Silent,

    /// <summary>The caller spoke over it, or the program interrupted it.</summary>
    Interrupted,

    /// <summary>The model failed.</summary>
    Failed,

    /// <summary>The model wanted more tool steps than a turn may have.</summary>
    StepBudget,

    /// <summary>The session closed.</summary>
    Closed,

    /// <summary>The reply required a tool (<see cref="ReplyOptions.ToolChoice"/>), and the model did not call it.</summary>
    ToolNotCalled,
}
