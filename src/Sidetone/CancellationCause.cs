namespace Sidetone;

/// <summary>Why a call's token fired.</summary>
public enum CancellationCause : byte
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>The caller spoke over the turn, and the tool allows that to cancel it.</summary>
    Interruption,

    /// <summary>The call's time is over.</summary>
    Deadline,

    /// <summary>The session is closing.</summary>
    Close,

    /// <summary>A repeat replaces it: <see cref="OnDuplicate.Replace"/>.</summary>
    Replacement,
}
