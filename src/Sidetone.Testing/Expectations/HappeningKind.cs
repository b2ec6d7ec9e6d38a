namespace Sidetone.Testing;

/// <summary>Kinds of what happens in a conversation.</summary>
public enum HappeningKind
{
    /// <summary>Somebody said something.</summary>
    Message,

    /// <summary>A tool was called.</summary>
    Call,

    /// <summary>A call's effect was to be taken back.</summary>
    Undo,

    /// <summary>A call came to its outcome.</summary>
    Output,

    /// <summary>A handler settled after its call had an outcome.</summary>
    LateResult,

    /// <summary>The caller was handed to another agent.</summary>
    Handoff,

    /// <summary>Something worth reading that no expectation is about: a turn was interrupted, the model failed.</summary>
    Remark,
}
