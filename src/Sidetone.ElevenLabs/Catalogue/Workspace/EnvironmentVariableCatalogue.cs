using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The workspace's environment variables.</summary>
public sealed class EnvironmentVariableCatalogue
{
    private const string Root = "v1/convai/environment-variables";
    private readonly Transport _transport;

    internal EnvironmentVariableCatalogue(Transport transport) => _transport = transport;

    /// <summary>Lists variables.</summary>
    /// <param name="label">Of this label; null for all.</param>
    /// <param name="environment">With a value there; null for all.</param>
    /// <param name="kind"><c>string</c>, <c>secret</c> or <c>auth_connection</c>; null for all.</param>
    /// <param name="pageSize">How many to fetch at once; null is the platform's choice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<EnvironmentVariable> ListAsync(
        string? label = null, string? environment = null, string? kind = null, int? pageSize = null, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync(_transport, Root,
            cursor => new QueryText().Add("cursor", cursor).Add("page_size", pageSize).Add("label", label).Add("environment", environment).Add("type", kind),
            null, ["environment_variables"], json => new EnvironmentVariable(json), cancellationToken);

    /// <summary>Reads a variable.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EnvironmentVariable> GetAsync(string id, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(Request.Get(Root, id), cancellationToken));

    /// <summary>Makes a variable.</summary>
    /// <param name="label">What tools refer to it by.</param>
    /// <param name="values">Its values by environment, all of one kind; <c>production</c> holds where there is no other.</param>
    /// <param name="cancellationToken">Gives up; it may have been made all the same.</param>
    /// <exception cref="ArgumentException">There is no value, or they are of several kinds.</exception>
    public async Task<EnvironmentVariable> CreateAsync(string label, IReadOnlyDictionary<string, EnvironmentValue> values, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Values.Select(value => value.Kind).Distinct().ToList() is not [var kind])
            throw new ArgumentException("The values of an environment variable are of one kind.", nameof(values));
        var body = new JsonObject { ["type"] = kind, ["label"] = label, ["values"] = Of(values.Select(pair => (pair.Key, (EnvironmentValue?)pair.Value))) };
        return new(await _transport.AskAsync(Request.Post(Root) with { Json = body }, cancellationToken));
    }

    /// <summary>Sets values of a variable; those of other environments stay.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="values">The values by environment, of the variable's kind; null takes one away.</param>
    /// <param name="cancellationToken">Gives up; they may have been set all the same.</param>
    public async Task<EnvironmentVariable> UpdateAsync(string id, IReadOnlyDictionary<string, EnvironmentValue?> values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(await _transport.AskAsync(Request.Patch(Root, id) with { Json = new JsonObject { ["values"] = Of(values.Select(pair => (pair.Key, pair.Value))) } }, cancellationToken));
    }

    private static JsonObject Of(IEnumerable<(string Environment, EnvironmentValue? Value)> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Environment, pair.Value?.ToJson())));
}
