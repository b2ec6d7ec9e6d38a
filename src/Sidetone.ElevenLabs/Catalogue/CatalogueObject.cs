using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Something the platform keeps, over its own JSON.</summary>
/// <remarks>
/// <para>A property reads and writes a member of <see cref="Json"/>. What has no property here is in <see cref="Json"/> all the same, and goes back
/// as it came: what is fetched, changed and sent loses nothing.</para>
/// <para>The platform tells unset from null. What was not set is not there, and a property then reads as the platform's default;
/// setting null takes the member out again. To send an explicit null: <c>Json["tool_call_sound"] = null</c>.</para>
/// <para>Reading is lenient: a member of another kind than it should be reads as if it were not there. Not for changing by two threads.</para>
/// </remarks>
public abstract class CatalogueObject
{
    private protected CatalogueObject(JsonObject? json) => Json = json ?? [];

    /// <summary>The whole, as the platform gave it or will get it.</summary>
    public JsonObject Json { get; }

    private protected string? Text(string name) => Lenient.Text(Json[name]);

    private protected bool? Flag(string name) => Lenient.Flag(Json[name]);

    private protected double? Number(string name) => Lenient.Number(Json[name]);

    private protected long? Whole(string name) => Lenient.Whole(Json[name]);

    private protected DateTimeOffset? Moment(string name) => Lenient.Moment(Json[name]);

    private protected TimeSpan? Seconds(string name) => Lenient.Seconds(Json[name]);

    private protected TWord? Word<TWord>(string name)
        where TWord : struct, IWord<TWord> => Text(name) is { } word ? TWord.Of(word) : null;

    private protected IReadOnlyList<string> Texts(string name) =>
        Json[name] is JsonArray list ? [.. list.Select(Lenient.Text).OfType<string>()] : [];

    private protected T? One<T>(string name, Func<JsonObject, T> read)
        where T : class => Json[name] is JsonObject json ? read(json) : null;

    private protected IReadOnlyList<T> Many<T>(string name, Func<JsonObject, T> read) =>
        Json[name] is JsonArray list ? [.. list.OfType<JsonObject>().Select(read)] : [];

    private protected IReadOnlyDictionary<string, T> Map<T>(string name, Func<JsonNode, T?> read)
        where T : class
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in Json[name] as JsonObject ?? [])
        {
            if (value is not null && read(value) is { } item)
                map[key] = item;
        }
        return map;
    }

    private protected void Set(string name, JsonNode? value)
    {
        if (value is null)
            Json.Remove(name);
        else
            Json[name] = Free(value);
    }

    private protected void Set<TWord>(string name, TWord? value)
        where TWord : struct, IWord<TWord> => Set(name, value is { } word ? JsonValue.Create(word.Value) : null);

    private protected void SetTexts(string name, IEnumerable<string>? values) => Set(name, ListOf(values));

    private protected void SetMany(string name, IEnumerable<CatalogueObject>? values) =>
        Set(name, values is null ? null : new JsonArray([.. values.Select(value => Free(value.Json))]));

    private protected void SetMap<T>(string name, IEnumerable<KeyValuePair<string, T>>? values)
        where T : CatalogueObject =>
        Set(name, values is null ? null : new JsonObject(values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Free(pair.Value.Json)))));

    private protected JsonNode? Get(params ReadOnlySpan<string> path)
    {
        JsonNode? at = Json;
        foreach (var step in path)
            at = (at as JsonObject)?[step];
        return at;
    }

    private protected IReadOnlyList<string> TextsAt(params ReadOnlySpan<string> path) =>
        Get(path) is JsonArray list ? [.. list.Select(Lenient.Text).OfType<string>()] : [];

    private protected void Put(JsonNode? value, params ReadOnlySpan<string> path)
    {
        var at = Json;
        foreach (var step in path[..^1])
        {
            if (at[step] is not JsonObject next)
            {
                if (value is null)
                    return;
                at[step] = next = [];
            }
            at = next;
        }
        if (value is null)
            at.Remove(path[^1]);
        else
            at[path[^1]] = Free(value);
    }

    internal static JsonArray? ListOf(IEnumerable<string>? values) =>
        values is null ? null : new JsonArray([.. values.Select(value => (JsonNode)JsonValue.Create(value))]);

    /// <summary>A node can stand in one place only: one that stands somewhere is copied.</summary>
    internal static JsonNode Free(JsonNode node) => node.Parent is null ? node : node.DeepClone();
}
