namespace Sidetone.Sessions;

/// <summary>Where a turn is on its way.</summary>
internal enum TurnPhase
{
    /// <summary>It may ask the model.</summary>
    Ready,

    /// <summary>The model speaks.</summary>
    Asking,

    /// <summary>Calls run.</summary>
    Working,

    /// <summary>It is over.</summary>
    Ended,
}
