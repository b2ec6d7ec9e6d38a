namespace Sidetone.Testing;

/// <summary>What a test expected did not happen, or something happened that never may. The message says what really happened.</summary>
public sealed class ExpectationException : Exception
{
    /// <summary>Fails a test.</summary>
    /// <param name="message">What was expected, and what happened.</param>
    /// <param name="innerException">What it came from.</param>
    public ExpectationException(string message, Exception? innerException = null) : base(message, innerException) { }
}
