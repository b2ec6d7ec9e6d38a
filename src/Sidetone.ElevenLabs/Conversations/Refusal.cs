using System.Net;
using System.Web;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>Keeps with what a server refuses the socket, which throws its words away.</summary>
internal sealed class Refusal(ConversationOptions options) : HttpMessageHandler
{
    private const int MaxBytes = 16 * 1024, MinSecretLength = 6;

    private static readonly HashSet<string> s_harmless = ["agent_id", "branch_id", "version_id", "environment", "source", "version"];

    // As the socket would make it.
    private static readonly HttpMessageInvoker s_http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseCookies = false });

    /// <summary>The HTTP status of the refusal; null when there was none.</summary>
    public int? Status { get; private set; }

    /// <summary>What the server said with it, on one line; empty for nothing that a person could read.</summary>
    public string Said { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri;     // a redirection writes over it
        var response = await s_http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
            return response;
        Status = (int)response.StatusCode;
        Said = await ReadAsync(response.Content, [.. Secrets(asked), .. Secrets(request.RequestUri)], cancellationToken).ConfigureAwait(false);
        return response;
    }

    private async Task<string> ReadAsync(HttpContent content, string[] secrets, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.CloseTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var stream = await content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            var bytes = new byte[MaxBytes];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token).ConfigureAwait(false);
            var body = ErrorBody.Read(bytes.AsMemory(0, length));
            var said = body.Message ?? string.Join("; ", body.Fields);
            foreach (var secret in secrets.OrderByDescending(secret => secret.Length))
                said = said.Replace(secret, "***", StringComparison.Ordinal);
            return Excerpt.Of(said);
        }
        catch (Exception)
        {
            return "";      // the status says enough
        }
    }

    // The signature has had two names, and a server of one's own has others: whatever stands in the query but what names the agent.
    private static IEnumerable<string> Secrets(Uri? address) =>
        from part in (address?.Query ?? "").TrimStart('?').Split('&')
        where !s_harmless.Contains(part.Split('=')[0])
        let value = part[(part.IndexOf('=') + 1)..]
        from form in new[] { value, Uri.UnescapeDataString(value), HttpUtility.UrlDecode(value) }.Distinct(StringComparer.Ordinal)
        where form.Length >= MinSecretLength
        select form;
}
