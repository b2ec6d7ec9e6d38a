namespace Sidetone;

/// <summary>A handler's way to say no in words for the model. The call ends as <see cref="Outcome.Refused"/>,
/// and the message may be spoken aloud: of no other exception, unless the tool's <see cref="ErrorMode"/> says so.</summary>
public class ToolException : Exception
{
    /// <summary>Refuses with a message for the model.</summary>
    /// <param name="message">A sentence that the model, and through it the caller, may hear.</param>
    public ToolException(string message) : base(message ?? "") { }

    /// <summary>Refuses with a message for the model, and a cause for the log.</summary>
    /// <param name="message">A sentence that the model, and through it the caller, may hear.</param>
    /// <param name="innerException">What went wrong; it reaches the log only.</param>
    public ToolException(string message, Exception innerException) : base(message ?? "", innerException) { }
}
