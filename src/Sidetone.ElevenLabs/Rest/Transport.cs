using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>Sends requests: the key, the time, the attempts, and errors that say what to do.</summary>
internal sealed class Transport
{
    private readonly HttpClient _http;
    private readonly ElevenLabsOptions _options;
    private readonly string _root;
    private readonly string? _key;
    private readonly ErrorReader _errors;

    public Transport(HttpClient http, ElevenLabsOptions options)
    {
        options.Validate();
        _http = http;
        _options = options;
        _key = options.ReadKey();
        BaseAddress = options.BaseAddress ?? http.BaseAddress ?? ElevenLabsOptions.DefaultBaseAddress;
        if (!BaseAddress.IsAbsoluteUri || BaseAddress.Scheme is not ("http" or "https"))
            throw new ArgumentException($"The base address must be absolute, and http or https, such as {ElevenLabsOptions.DefaultBaseAddress}", nameof(options));
        _root = BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";
        _errors = new ErrorReader(BaseAddress, _key);
    }

    public Uri BaseAddress { get; }

    /// <summary>The answer's JSON object.</summary>
    public async Task<JsonObject> AskAsync(Request request, CancellationToken cancellationToken)
    {
        var (status, body) = await ReadAsync(request, cancellationToken);
        try
        {
            if (body.Length > 0 && Body.Read(body) is JsonObject json)
                return json;
        }
        catch (JsonException exception)
        {
            throw _errors.Unreadable(request, status, body, exception);
        }
        throw _errors.Unreadable(request, status, body, null);
    }

    /// <summary>One text of the answer, for the sake of which it was asked.</summary>
    /// <exception cref="ElevenLabsException">Also when it is not there.</exception>
    public async Task<string> AskAsync(Request request, string member, CancellationToken cancellationToken) =>
        Lenient.Text((await AskAsync(request, cancellationToken))[member]) is { Length: > 0 } text
            ? text
            : throw new ElevenLabsException($"{request.Line}: the server answered without {member}.", HttpStatusCode.OK, HttpRequestError.InvalidResponse);

    /// <summary>Done, whatever the answer holds.</summary>
    public async Task TellAsync(Request request, CancellationToken cancellationToken) => await ReadAsync(request, cancellationToken);

    /// <summary>The answer as it comes. The caller disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(Request request, CancellationToken cancellationToken) =>
        RepeatAsync(request, static (response, _) => Task.FromResult(response), cancellationToken);

    private Task<(HttpStatusCode, byte[])> ReadAsync(Request request, CancellationToken cancellationToken) =>
        RepeatAsync(request, static async (response, cancel) =>
        {
            using (response)
                return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel));
        }, cancellationToken);

    private async Task<T> RepeatAsync<T>(Request request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var mayBeDone = false;
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            HttpResponseMessage? refusal = null;
            using var deadline = new CancellationTokenSource(_options.Timeout, _options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                using var message = Message(request);
                var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
                // What was deleted by an attempt whose answer was lost is gone: that is what was asked for.
                if (response.IsSuccessStatusCode || (mayBeDone && request.Method == HttpMethod.Delete && response.StatusCode == HttpStatusCode.NotFound))
                    return await read(response, either.Token);
                refusal = response;
                if (attempt > _options.Retries || !request.MayFollow(response.StatusCode))
                    throw _errors.Refused(request, response, await response.Content.ReadAsByteArrayAsync(either.Token));
                mayBeDone |= response.StatusCode != HttpStatusCode.TooManyRequests;
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"{request.Line}: no answer within {Limit(deadline).TotalSeconds:0.#} s. Is the server well? {(deadline.IsCancellationRequested ? "ElevenLabsOptions" : "HttpClient")}.Timeout allows more.", exception);
            }
            catch (OperationCanceledException exception)
            {
                throw new OperationCanceledException("The request was cancelled.", exception, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException and not ElevenLabsException)
            {
                var failure = exception as HttpRequestException ?? new HttpRequestException(HttpRequestError.ResponseEnded, exception.Message, exception);
                if (attempt > _options.Retries || !request.MayFollow(failure))
                    throw _errors.Unanswered(request, failure);
                mayBeDone = true;
            }
            finally
            {
                refusal?.Dispose();
            }
            await Task.Delay(Backoff.After(attempt, refusal, _options.Time.GetUtcNow()), _options.Time, cancellationToken);
        }
    }

    private TimeSpan Limit(CancellationTokenSource deadline) => deadline.IsCancellationRequested ? _options.Timeout : _http.Timeout;

    private HttpRequestMessage Message(Request request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_root + request.Path + request.Query));
        if (_key is not null)
            message.Headers.TryAddWithoutValidation("xi-api-key", _key);
        message.Headers.TryAddWithoutValidation("User-Agent", s_userAgent);
        if (request.Json is not null)
        {
            message.Content = new ByteArrayContent(Body.Write(request.Json));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        else
        {
            message.Content = request.Content?.Invoke();
        }
        return message;
    }

    private static readonly string s_userAgent = $"sidetone-dotnet/{typeof(Transport).Assembly.GetName().Version?.ToString(3)}";
}
