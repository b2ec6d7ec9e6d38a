namespace Sidetone;

/// <summary>What a tool does to the world: the promise from which Sidetone derives what it may do with a call.</summary>
public enum Effect
{
    /// <summary>Changes something, and running it twice changes it twice. The default.
    /// Never run twice for one call, never cut off by a caller's voice, never silently run again after a crash.</summary>
    Mutating = 0,

    /// <summary>Only reads. May be cancelled, retried, cached, and started while the model still speaks.</summary>
    ReadOnly,

    /// <summary>Changes something, but honours <see cref="RunContext.IdempotencyKey"/>: running it again with the same key is harmless.</summary>
    Idempotent,

    /// <summary>Changes something that the tool's undo method takes back.</summary>
    Reversible,
}
