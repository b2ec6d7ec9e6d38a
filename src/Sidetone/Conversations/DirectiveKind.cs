namespace Sidetone.Conversations;

/// <summary>What the fold may ask of the edge.</summary>
internal enum DirectiveKind
{
    /// <summary>Run a call: filters, then its handler.</summary>
    RunCall,

    /// <summary>Fire a call's token.</summary>
    CancelCall,

    /// <summary>A call has its outcome: tell whoever waits for that one call.</summary>
    CallEnded,

    /// <summary>Post a <see cref="TimerElapsed"/> after a time.</summary>
    ArmTimer,

    /// <summary>Ask the model for a step.</summary>
    AskModel,

    /// <summary>Stop listening to the model.</summary>
    StopModel,

    /// <summary>Say what was said last in a turn to whoever listens: words that are not the model's.</summary>
    Say,

    /// <summary>Interrupt a turn for a result that may not wait.</summary>
    InterruptTurn,

    /// <summary>Set up the agent that takes over.</summary>
    EnterAgent,

    /// <summary>Tell whoever waits for a turn that it is over.</summary>
    TurnEnded,

    /// <summary>The history until here may be shown.</summary>
    ShowHistory,

    /// <summary>Tell whoever waits that the session is closed.</summary>
    Closed,
}
