using System.Net;
using Sidetone.ElevenLabs.Catalogue;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs;

/// <summary>The platform's REST API, as far as tools and conversations need it. May be shared by threads, and kept as long as the program runs.</summary>
/// <remarks>
/// <para>It throws <see cref="ElevenLabsException"/> when the platform refused, did not answer or answered something that cannot be read,
/// <see cref="TimeoutException"/> when <see cref="ElevenLabsOptions.Timeout"/> is over, and <see cref="OperationCanceledException"/> for the
/// caller's token and nothing else.</para>
/// <para>A request is sent again (<see cref="ElevenLabsOptions.Retries"/>) when that can do no harm: one that reads or deletes, after 408, 429,
/// 5xx or a broken connection; one that creates or changes only after 429, or when no connection ever stood. It waits as long as the server
/// says, at most a minute, or one second, then two, then four.</para>
/// <para>Redirections are not followed by connections of its own: the key would go along. Another's client should not follow them either.</para>
/// </remarks>
public sealed class ElevenLabsClient : IDisposable
{
    private readonly HttpClient? _own;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="options">Null for the platform's address and the key of <c>ELEVENLABS_API_KEY</c>.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message says what to change.</exception>
    public ElevenLabsClient(ElevenLabsOptions? options = null)
        : this(new HttpClient(Connections()) { Timeout = Timeout.InfiniteTimeSpan }, options, isOwn: true)
    {
    }

    /// <summary>A client over another's connections, such as those of an <c>IHttpClientFactory</c>: <c>services.AddHttpClient&lt;ElevenLabsClient&gt;()</c>.</summary>
    /// <param name="http">Sends; is not disposed. Its own timeout holds as well. Its base address is taken when the options name none.</param>
    /// <param name="options">Null for the platform's address and the key of <c>ELEVENLABS_API_KEY</c>.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message says what to change.</exception>
    public ElevenLabsClient(HttpClient http, ElevenLabsOptions? options = null)
        : this(http, options, isOwn: false)
    {
    }

    /// <summary>A client over a handler, for tests and for what stands between.</summary>
    /// <param name="handler">Sends; is not disposed.</param>
    /// <param name="options">Null for the platform's address and the key of <c>ELEVENLABS_API_KEY</c>.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message says what to change.</exception>
    public ElevenLabsClient(HttpMessageHandler handler, ElevenLabsOptions? options = null)
        : this(new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }, options, isOwn: true)
    {
    }

    private ElevenLabsClient(HttpClient http, ElevenLabsOptions? options, bool isOwn)
    {
        ArgumentNullException.ThrowIfNull(http);
        _own = isOwn ? http : null;
        var transport = new Transport(http, options ?? new());
        BaseAddress = transport.BaseAddress;
        Tools = new(transport);
        Agents = new(transport);
        Conversations = new(transport);
        Secrets = new(transport);
        McpServers = new(transport);
        AuthConnections = new(transport);
        EnvironmentVariables = new(transport);
    }

    /// <summary>Where the platform is.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The workspace's tools.</summary>
    public ToolCatalogue Tools { get; }

    /// <summary>The workspace's agents.</summary>
    public AgentCatalogue Agents { get; }

    /// <summary>Conversations: how one is begun, and what is kept of it.</summary>
    public ConversationCatalogue Conversations { get; }

    /// <summary>The workspace's secrets.</summary>
    public SecretCatalogue Secrets { get; }

    /// <summary>The workspace's MCP servers.</summary>
    public McpServerCatalogue McpServers { get; }

    /// <summary>The workspace's auth connections: what proves to others who asks.</summary>
    public AuthConnectionCatalogue AuthConnections { get; }

    /// <summary>The workspace's environment variables.</summary>
    public EnvironmentVariableCatalogue EnvironmentVariables { get; }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    private static SocketsHttpHandler Connections() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
