using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The workspace's secrets. What they hold goes in, never out, and never stands in an error.</summary>
public sealed class SecretCatalogue
{
    private const string Root = "v1/convai/secrets";
    private readonly Transport _transport;

    internal SecretCatalogue(Transport transport) => _transport = transport;

    /// <summary>Lists secrets.</summary>
    /// <param name="search">What the name holds; null for all.</param>
    /// <param name="pageSize">How many to fetch at once; null is the platform's choice.</param>
    /// <param name="cursor">Where to go on; null at the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<StoredSecret> ListAsync(string? search = null, int? pageSize = null, string? cursor = null, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync(_transport, Root, at => new QueryText().Add("page_size", pageSize).Add("search", search).Add("cursor", at), cursor,
            ["secrets"], json => new StoredSecret(json), cancellationToken);

    /// <summary>Reads a secret's name and use.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StoredSecret> GetAsync(string id, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(Request.Get(Root, id), cancellationToken));

    /// <summary>Lists what uses a secret, page by page: <see cref="StoredSecret.UsedBy"/> is cut off where there is much.</summary>
    /// <param name="id">The secret's id.</param>
    /// <param name="kind"><c>tools</c>, <c>agents</c> or <c>phone_numbers</c>.</param>
    /// <param name="pageSize">How many to fetch at once; null is the platform's choice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<Dependent> DependenciesAsync(string id, string kind, int? pageSize = null, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync(_transport, Request.PathOf(Root, id, "dependencies", kind), at => new QueryText().Add("page_size", pageSize).Add("cursor", at), null,
            ["dependencies"], json => new Dependent(json), cancellationToken);

    /// <summary>Keeps a secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="cancellationToken">Gives up; it may be kept all the same.</param>
    public Task<StoredSecret> CreateAsync(string name, string value, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, Root, "new", name, value, cancellationToken);

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
        _transport.TellAsync(Request.Delete(Root, id), cancellationToken);

    private async Task<StoredSecret> SendAsync(HttpMethod method, string path, string type, string name, string value, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        return new(await _transport.AskAsync(
            new Request(method, path) { Json = new JsonObject { ["type"] = type, ["name"] = name, ["value"] = value }, Secrets = [value] }, cancellationToken));
    }
}
