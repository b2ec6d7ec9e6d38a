namespace Sidetone.Tools;

/// <summary>What a handler needs, its object or a service, is not there or could not be made: nothing of the handler itself ran.</summary>
/// <param name="message">What is missing.</param>
/// <param name="cause">Why it could not be made; null when nobody knows how to make it.</param>
internal sealed class PreparationException(string message, Exception? cause = null) : InvalidOperationException(message, cause)
{
    /// <summary>Whether an exception says less than that: a refusal is meant, a cancellation too.</summary>
    public static bool Wraps(Exception exception) => exception is not (ToolException or OperationCanceledException or PreparationException);
}
