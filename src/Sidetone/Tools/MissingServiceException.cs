namespace Sidetone.Tools;

/// <summary>What a handler needs from the services is not there, or cannot be made: the handler was not begun.</summary>
internal sealed class MissingServiceException(string message, Exception? innerException = null) : InvalidOperationException(message, innerException);
