namespace Sidetone;

/// <summary>What becomes of a call that repeats an earlier one whose outcome the model cannot know yet.</summary>
public enum OnDuplicate
{
    /// <summary>It runs as well. The default for <see cref="Effect.ReadOnly"/>.</summary>
    Allow = 0,

    /// <summary>It joins the first run, and ends as <see cref="Outcome.Duplicate"/> with a copy of its output. The default for every other effect.</summary>
    Join,

    /// <summary>It is answered at once with a word that the first one still runs.</summary>
    Reject,

    /// <summary>The first one is cancelled and this one runs. Only for tools that an interruption may cancel.</summary>
    Replace,

    /// <summary>It is refused unless the model repeats it with <c>confirm_duplicate</c> set.</summary>
    Confirm,
}
