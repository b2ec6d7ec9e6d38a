using System.Net;
using System.Text;
using System.Text.Json;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>Says in one line, without the key, what went wrong and what to do about it.</summary>
internal sealed class ErrorReader(Uri baseAddress, string? key)
{
    // Keys are not written, and neither is a password in an address.
    private readonly string _address = baseAddress.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public ElevenLabsException Refused(Request request, HttpResponseMessage response, byte[] body)
    {
        var said = ErrorBody.Read(body);
        var detail = Clean(request, said.Message);
        var fields = said.Fields.Select(field => field with { Message = Clean(request, field.Message) ?? "", Path = Clean(request, field.Path) ?? "" }).ToList();
        var status = (int)response.StatusCode;
        var code = Clean(request, said.Code);
        var message = new StringBuilder($"{Clean(request, request.Line)}: {What(response)} ({status}{(code is null ? "" : " " + code)}).");
        if (fields.Count > 0)
            message.Append(' ').AppendJoin("; ", fields).Append('.');
        // A server may quote the key it was given, or a piece of it: of keys it is not quoted.
        else if (detail is not null && status != 401)
            message.Append(' ').Append(detail);
        var id = Clean(request, said.RequestId ?? Header(response, "x-request-id") ?? Header(response, "request-id"));
        if (id is not null)
            message.Append(" [request ").Append(id).Append(']');
        return new ElevenLabsException(message.ToString(), response.StatusCode)
        {
            Code = code,
            Detail = detail,
            RequestId = id,
            Fields = fields,
        };
    }

    public ElevenLabsException Unanswered(Request request, HttpRequestException failure)
    {
        var what = failure.HttpRequestError switch
        {
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError => "No server answers at",
            HttpRequestError.SecureConnectionError => "No secure connection to",
            _ => "The connection broke off with",
        };
        return new($"{Clean(request, request.Line)}: {what} {_address}: {Clean(request, ProxyAddress.Hide(failure.Message))}", failure.StatusCode, failure.HttpRequestError, ProxyAddress.Keep(failure));
    }

    public ElevenLabsException Unreadable(Request request, HttpStatusCode status, byte[] body, JsonException? exception) => new(
        $"{Clean(request, request.Line)}: the server at {_address} answered {(int)status}, but "
        + (body.Length == 0 ? "with nothing" : $"not with a JSON object: {Clean(request, Encoding.UTF8.GetString(body))}")
        + ". Is the base address the one before /v1?",
        status, HttpRequestError.InvalidResponse, exception);

    private string What(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        401 when key is null => "the server wants an API key and none was given; set ApiKey, or ELEVENLABS_API_KEY",
        401 => $"the API key was not accepted by {_address}; look at ApiKey, or ELEVENLABS_API_KEY",
        403 => "the API key may not do this",
        404 => "there is no such thing; look at the id, and whether the key is of the workspace that holds it",
        408 or 504 => "the server took too long",
        409 => "it is in use, or was changed meanwhile",
        413 => "it is too large",
        422 => "refused, a field is not as it must be",
        429 => "too many requests, or the quota is used up",
        >= 300 and < 400 => $"the server points elsewhere, to {Location(response)}; put the right address into ElevenLabsOptions.BaseAddress",
        >= 500 => "the server failed",
        _ => "refused",
    };

    private string? Clean(Request request, string? text)
    {
        if (text is null)
            return null;
        if (key is not null)
            text = text.Replace(key, "***", StringComparison.OrdinalIgnoreCase);
        foreach (var secret in request.Secrets.Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length))
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        return Excerpt.Of(text);
    }

    // A query may hold a secret.
    private static string Location(HttpResponseMessage response) =>
        response.Headers.Location is { } location ? Excerpt.Of(location.OriginalString.Split('?', '#')[0]) : "nowhere";

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.Count > 0 ? values.ToString() : null;
}
