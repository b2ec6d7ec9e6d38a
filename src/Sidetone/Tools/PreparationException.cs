namespace Sidetone.Tools;

/// <summary>What a handler needs, its object or a service, could not be made: nothing of the handler itself ran.</summary>
/// <param name="cause">Why.</param>
internal sealed class PreparationException(Exception cause) : InvalidOperationException(cause.Message, cause)
{
    /// <summary>Whether an exception says more than that: a refusal is meant, a cancellation too.</summary>
    public static bool Wraps(Exception exception) => exception is not (ToolException or OperationCanceledException or PreparationException);
}
