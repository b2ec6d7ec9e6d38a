namespace Sidetone.ElevenLabs.Wire;

/// <summary>Why a tool of the client failed. A server takes any of them for a failure. An open set: a value that this version does not know
/// survives reading and writing.</summary>
/// <param name="Value">The word on the wire.</param>
public readonly record struct ToolErrorType(string Value)
{
    /// <summary>The user did not let it run: it was not called.</summary>
    public static ToolErrorType UserRejected { get; } = new("user_rejected");

    /// <summary>A server that it needs failed.</summary>
    public static ToolErrorType ExternalServer { get; } = new("external_server");

    /// <summary>The request to a server that it needs was wrong.</summary>
    public static ToolErrorType ExternalClient { get; } = new("external_client");

    /// <summary>It was not authorised.</summary>
    public static ToolErrorType CustomerAuth { get; } = new("customer_auth");

    /// <summary>It took too long.</summary>
    public static ToolErrorType ClientTimeout { get; } = new("client_timeout");

    /// <summary>Something else.</summary>
    public static ToolErrorType Unknown { get; } = new("unknown");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
