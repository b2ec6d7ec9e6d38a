using System.Net;
using System.Text;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

/// <summary>Answers what the test says: the n-th request gets the n-th answer, and every later one the last. Keeps what it was asked.</summary>
internal sealed class ScriptedPlatform(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    public const string Key = "sk_0123456789abcdef";

    public List<Asked> Requests { get; } = [];

    public Asked Request => Assert.Single(Requests);

    public VirtualTime Time { get; } = new();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Func<HttpRequestMessage, HttpResponseMessage> Json(string body, int status = 200, params (string Name, string Value)[] headers) => _ =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    };

    public static Func<HttpRequestMessage, HttpResponseMessage> Status(int status, params (string Name, string Value)[] headers) => Json("", status, headers);

    public static Func<HttpRequestMessage, HttpResponseMessage> Fails(HttpRequestError error) => _ => throw new HttpRequestException(error, "cut");

    public ElevenLabsClient Client(string? address = null, string? key = Key, int retries = 2) => new(this, new ElevenLabsOptions
    {
        ApiKey = key ?? "",
        BaseAddress = address is null ? null : new Uri(address),
        Time = Time,
        Retries = retries,
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new(request.Method.Method, request.RequestUri!.AbsoluteUri, body,
            request.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), request.Content?.Headers.ContentType?.ToString()));
        return answers[Math.Min(Requests.Count, answers.Length) - 1](request);
    }

    internal sealed record Asked(string Method, string Url, string Body, IReadOnlyDictionary<string, string> Headers, string? ContentType)
    {
        public string Path => new Uri(Url).PathAndQuery;
    }
}
