using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sidetone.OpenAI.Chat;

/// <summary>Says in one line, without the key, what went wrong between us and one server.</summary>
internal sealed partial class Failures(Uri endpoint, string? key)
{
    private readonly string _address = endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);    // a query may hold a key

    /// <summary>The exception to throw instead of one of the SDK's or the network's: a <see cref="ClientResultException"/> with the status of
    /// a server that refused, an <see cref="HttpRequestException"/> for one that did not answer to the end, a <see cref="TimeoutException"/>.</summary>
    public Exception Explain(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => exception as OperationCanceledException
            ?? new OperationCanceledException("The request was cancelled.", exception, cancellationToken),
        AggregateException { InnerExceptions: [.., var last] } => Explain(last, cancellationToken), // one of each retry
        RefusedException => exception,
        ClientResultException { Status: > 0 } refused => new RefusedException(Redact(Describe(refused)), refused.GetRawResponse()!),
        ClientResultException { InnerException: { } inner } => Explain(inner, cancellationToken),
        OperationCanceledException => new TimeoutException($"The server at {_address} was silent for too long.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
            new HttpRequestException(((HttpRequestException)exception).HttpRequestError, $"No server answers at {_address}: {Redact(exception.Message)}", exception),
        IOException or HttpRequestException { InnerException: IOException } => new HttpRequestException(HttpRequestError.ResponseEnded, $"The server at {_address} broke off its answer.", exception),
        HttpRequestException failed => new HttpRequestException(failed.HttpRequestError, Redact(failed.Message), failed.InnerException, failed.StatusCode),
        _ => exception,
    };

    /// <summary>One line for a person, of any exception.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Describe(last),
        RefusedException => exception.Message,
        ClientResultException { Status: > 0 } refused => Mask(Line(refused.Status, refused.GetRawResponse())),
        ClientResultException { InnerException: { } inner } => Describe(inner),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError, InnerException: System.Net.Sockets.SocketException } => $"No server answers: {Mask(exception.Message)}",
        OperationCanceledException => "The request was cancelled.",
        _ => Mask(Excerpt.Of(exception.Message)),
    };

    private static string Line(int status, PipelineResponse? response)
    {
        // A server may quote the key it was given: what it says of keys is not repeated.
        var said = status is 401 or 403 ? null : Said(response);
        var what = status switch
        {
            401 => "The key was not accepted",
            403 => "The key is not allowed to do this",
            404 => "The server knows no such model or address",
            429 => "Too many requests, or the quota is used up",
            408 or 504 => "The server took too long",
            >= 500 => "The server failed",
            _ => "The server refused the request",
        };
        return said is null ? $"{what} ({status})." : $"{what} ({status}): {said}";
    }

    private static string? Said(PipelineResponse? response)
    {
        try
        {
            var reader = new Utf8JsonReader((response?.Content ?? BinaryData.Empty).ToMemory().Span);
            var root = JsonElement.ParseValue(ref reader);
            var error = root.Member("error") ?? root;
            var text = error.ValueKind == JsonValueKind.String ? LooseText.Of(error) : error.Text("message") ?? error.Text("detail");
            return text is null ? null : Excerpt.Of(text);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null; // a page of a proxy, say
        }
    }

    private string Redact(string text) => Mask(string.IsNullOrEmpty(key) ? text : text.Replace(key, "***", StringComparison.Ordinal));

    private static string Mask(string text) => Key().Replace(text, "***");

    [GeneratedRegex(@"\b(?:sk|gsk)[-_][\w-]{8,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Key();

    /// <summary>What the SDK throws, with a message of one line. The original is not kept within: it may quote the key.</summary>
    private sealed class RefusedException(string line, PipelineResponse response) : ClientResultException(line, response);
}
