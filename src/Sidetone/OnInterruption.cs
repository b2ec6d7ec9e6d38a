namespace Sidetone;

/// <summary>What becomes of a running call when the caller speaks over the turn that made it.</summary>
public enum OnInterruption
{
    /// <summary>The call keeps running, and its result is kept and told. The default for every tool that is not read-only.</summary>
    Finish = 0,

    /// <summary>The call's token fires. The default for <see cref="Effect.ReadOnly"/>; not allowed for <see cref="Effect.Mutating"/>.</summary>
    Cancel,

    /// <summary>The caller cannot interrupt until the call ends; what the caller says meanwhile waits and is not lost.</summary>
    Protect,
}
