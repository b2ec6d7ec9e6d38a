using System.Net;

namespace Sidetone.ElevenLabs;

/// <summary>The platform refused a request, did not answer it, or answered something that cannot be read. The message is one line, says what
/// to do, and never holds the key.</summary>
public sealed class ElevenLabsException : HttpRequestException
{
    internal ElevenLabsException(string message, HttpStatusCode? status = null, HttpRequestError error = HttpRequestError.Unknown, Exception? inner = null)
        : base(error, message, inner, status)
    {
    }

    /// <summary>The HTTP status as a number; 0 when there was no answer.</summary>
    public int Status => StatusCode is { } status ? (int)status : 0;

    /// <summary>The platform's word for the failure, such as <c>tool_not_found</c> or <c>invalid_api_key</c>; null when it gave none.</summary>
    public string? Code { get; internal init; }

    /// <summary>What the platform itself said; null when it said nothing.</summary>
    public string? Detail { get; internal init; }

    /// <summary>The id by which the platform's support finds the request; null when it gave none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>Each field that was refused, when the status is 422.</summary>
    public IReadOnlyList<FieldError> Fields { get; internal init; } = [];
}
