namespace Sidetone.Execution;

/// <summary>Where a call is on its way.</summary>
internal enum CallState : byte
{
    /// <summary>Recorded; held until the model's response is complete, or until there is room.</summary>
    Waiting,

    /// <summary>Waits for the outcome of the call that it repeats.</summary>
    Joined,

    /// <summary>Filters decide: authorisation, approval, limits. The handler has not seen it.</summary>
    Clearing,

    /// <summary>The handler runs.</summary>
    Running,

    /// <summary>It has its outcome.</summary>
    Ended,
}
