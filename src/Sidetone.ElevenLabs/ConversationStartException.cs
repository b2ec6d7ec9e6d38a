namespace Sidetone.ElevenLabs;

/// <summary>A conversation could not be started. The message says what is known of why.</summary>
public sealed class ConversationStartException : Exception
{
    internal ConversationStartException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The code with which the server closed the socket; null when it did not. 3000 means that the agent or the signature is not accepted,
    /// 1008 that something in the options is not.</summary>
    public int? CloseCode { get; internal init; }

    /// <summary>The reason that the server gave for closing; empty for none.</summary>
    public string CloseReason { get; internal init; } = "";

    /// <summary>The HTTP status with which the socket was refused; null when it was opened, or nothing answered.</summary>
    public int? HttpStatus { get; internal init; }
}
