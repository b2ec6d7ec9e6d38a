namespace Sidetone.Conversations;

/// <summary>The times that a session waits for.</summary>
public enum TimerKind
{
    /// <summary>A call may not run longer.</summary>
    Deadline,

    /// <summary>A call that was told to stop has not.</summary>
    Grace,

    /// <summary>A call waits too long for its filters: an approval, a lock.</summary>
    Start,

    /// <summary>The model takes too long for a step.</summary>
    Model,

    /// <summary>Calls had their time to finish while the session closes.</summary>
    Finish,

    /// <summary>The session cannot wait for calls any longer.</summary>
    Close,
}
