using System.Net;
using System.Web;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>Keeps with what a server refuses the socket, which throws its words away.</summary>
internal sealed class Refusal(ConversationOptions options) : HttpMessageHandler
{
    private const int MaxBytes = 16 * 1024, MaxLength = 300;

    // As the socket would make it.
    private static readonly HttpMessageInvoker s_http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseCookies = false });

    /// <summary>The HTTP status of the refusal; null when there was none.</summary>
    public int? Status { get; private set; }

    /// <summary>What the server said with it, on one line; empty for nothing that a person could read.</summary>
    public string Said { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await s_http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
            return response;
        Status = (int)response.StatusCode;
        Said = await ReadAsync(response.Content, Secret(request.RequestUri), cancellationToken).ConfigureAwait(false);
        return response;
    }

    private async Task<string> ReadAsync(HttpContent content, string? secret, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.CloseTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var stream = await content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            var bytes = new byte[MaxBytes];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token).ConfigureAwait(false);
            var said = ErrorBody.Read(bytes.AsMemory(0, length)).Message ?? "";
            if (secret is not null)
                said = said.Replace(secret, "***", StringComparison.Ordinal);
            said = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return said.Length <= MaxLength ? said : said[..MaxLength] + "…";
        }
        catch (Exception)
        {
            return "";      // the status says enough
        }
    }

    private static string? Secret(Uri? address) =>
        HttpUtility.ParseQueryString(address?.Query ?? "")["conversation_signature"] is { Length: > 0 } signature ? signature : null;
}
