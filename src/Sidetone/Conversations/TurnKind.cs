namespace Sidetone.Conversations;

/// <summary>What began a turn.</summary>
public enum TurnKind
{
    /// <summary>The caller said something.</summary>
    User,

    /// <summary>The program asked for a reply.</summary>
    Reply,

    /// <summary>Results came after their turn had ended.</summary>
    LateResults,
}
