using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The workspace's secrets. What they hold goes in, never out, and never stands in an error.</summary>
public sealed class SecretCatalogue
{
    private const string Root = "secrets";
    private readonly Transport _transport;

    internal SecretCatalogue(Transport transport) => _transport = transport;

    /// <summary>Lists secrets.</summary>
    /// <param name="search">What the name holds; null for all.</param>
    /// <param name="pageSize">How many to fetch at once; null is the platform's choice.</param>
    /// <param name="cursor">Where to go on; null at the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<StoredSecret> ListAsync(string? search = null, int? pageSize = null, string? cursor = null, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync(_transport, "v1/convai/secrets", at => new QueryText().Add("page_size", pageSize).Add("search", search).Add("cursor", at), cursor,
            ["secrets"], json => new StoredSecret(json), cancellationToken);

    /// <summary>Reads a secret's name and use.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StoredSecret> GetAsync(string id, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(new Request(HttpMethod.Get, Request.PathOf(Root, id)), cancellationToken));

    /// <summary>Keeps a secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="cancellationToken">Gives up; it may be kept all the same.</param>
    public Task<StoredSecret> CreateAsync(string name, string value, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "v1/convai/secrets", "new", name, value, cancellationToken);

    /// <summary>Replaces what a secret holds.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name, the same or another.</param>
    /// <param name="value">What it shall hold.</param>
    /// <param name="cancellationToken">Gives up; it may be replaced all the same.</param>
    public Task<StoredSecret> UpdateAsync(string id, string name, string value, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, Request.PathOf(Root, id), "update", name, value, cancellationToken);

    /// <summary>Deletes a secret. Repeated when the answer is lost: what is gone then counts as deleted.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.TellAsync(new Request(HttpMethod.Delete, Request.PathOf(Root, id)), cancellationToken);

    private async Task<StoredSecret> SendAsync(HttpMethod method, string path, string type, string name, string value, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        return new(await _transport.AskAsync(
            new Request(method, path) { Json = new JsonObject { ["type"] = type, ["name"] = name, ["value"] = value }, Secret = value }, cancellationToken));
    }
}
