using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The workspace's environment variables.</summary>
public sealed class EnvironmentCatalogue
{
    private const string Path = "v1/convai/environment-variables";
    private readonly Transport _transport;

    internal EnvironmentCatalogue(Transport transport) => _transport = transport;

    /// <summary>Lists variables.</summary>
    /// <param name="label">Of this label; null for all.</param>
    /// <param name="environment">With a value there; null for all.</param>
    /// <param name="kind"><c>string</c>, <c>secret</c> or <c>auth_connection</c>; null for all.</param>
    /// <param name="pageSize">How many to fetch at once; null is the platform's choice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<EnvironmentVariable> ListAsync(
        string? label = null, string? environment = null, string? kind = null, int? pageSize = null, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync(_transport, Path,
            cursor => new QueryText().Add("cursor", cursor).Add("page_size", pageSize).Add("label", label).Add("environment", environment).Add("type", kind),
            null, ["environment_variables"], json => new EnvironmentVariable(json), cancellationToken);

    /// <summary>Reads a variable.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EnvironmentVariable> GetAsync(string id, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(new Request(HttpMethod.Get, Request.PathOf("environment-variables", id)), cancellationToken));

    /// <summary>Makes a variable of texts.</summary>
    /// <param name="label">What tools refer to it by.</param>
    /// <param name="values">Its values by environment; <c>production</c> holds where there is no other.</param>
    /// <param name="cancellationToken">Gives up; it may have been made all the same.</param>
    public async Task<EnvironmentVariable> CreateAsync(string label, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        ArgumentNullException.ThrowIfNull(values);
        var body = new JsonObject { ["type"] = "string", ["label"] = label, ["values"] = ValuesOf(values) };
        return new(await _transport.AskAsync(new Request(HttpMethod.Post, Path) { Json = body }, cancellationToken));
    }

    /// <summary>Sets values of a variable of texts.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="values">The values by environment.</param>
    /// <param name="cancellationToken">Gives up; they may have been set all the same.</param>
    public async Task<EnvironmentVariable> UpdateAsync(string id, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(await _transport.AskAsync(
            new Request(HttpMethod.Patch, Request.PathOf("environment-variables", id)) { Json = new JsonObject { ["values"] = ValuesOf(values) } }, cancellationToken));
    }

    private static JsonObject ValuesOf(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
}
