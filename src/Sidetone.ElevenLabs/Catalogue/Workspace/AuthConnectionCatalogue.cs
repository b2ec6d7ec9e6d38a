using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The workspace's auth connections. Their secrets go in, never out, and never stand in an error.</summary>
public sealed class AuthConnectionCatalogue
{
    private const string Root = "v1/workspace/auth-connections";
    private readonly Transport _transport;

    internal AuthConnectionCatalogue(Transport transport) => _transport = transport;

    /// <summary>Lists connections.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<StoredAuthConnection> ListAsync(CancellationToken cancellationToken = default) =>
        Pages.ReadAsync(_transport, Root, cursor => new QueryText().Add("cursor", cursor), null, ["auth_connections"], json => new StoredAuthConnection(json), cancellationToken);

    /// <summary>Makes a connection.</summary>
    /// <param name="config">What it is.</param>
    /// <param name="cancellationToken">Gives up; it may have been made all the same.</param>
    public Task<StoredAuthConnection> CreateAsync(AuthConnectionConfig config, CancellationToken cancellationToken = default) =>
        SendAsync(Request.Post(Root), config, cancellationToken);

    /// <summary>Changes a connection: what is not set stays. Its name cannot be changed, and not every kind of connection can.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">What shall be; of the connection's own kind.</param>
    /// <param name="cancellationToken">Gives up; it may have been changed all the same.</param>
    public Task<StoredAuthConnection> PatchAsync(string id, AuthConnectionConfig change, CancellationToken cancellationToken = default) =>
        SendAsync(Request.Patch(Root, id), change, cancellationToken);

    /// <summary>Deletes a connection. Repeated when the answer is lost: what is gone then counts as deleted.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default) => _transport.TellAsync(Request.Delete(Root, id), cancellationToken);

    private async Task<StoredAuthConnection> SendAsync(Request request, AuthConnectionConfig config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(await _transport.AskAsync(request with { Json = (JsonObject)config.Json.DeepClone(), Secrets = config.Secrets }, cancellationToken));
    }
}
