using System.Text.Json;
using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A JSON schema in the platform's dialect: references written out, "or null" dropped, and limits, which the dialect has not, put
/// into words. What cannot be said in it is an error that names the property.</summary>
internal sealed class SchemaDialect
{
    private readonly string _tool;
    private readonly JsonObject _root;
    private readonly List<string> _open = [];   // references that are being written out: one met again has no end
    private readonly HashSet<string> _unsaid = new(StringComparer.Ordinal);

    private SchemaDialect(string tool, JsonObject root)
    {
        _tool = tool;
        _root = root;
    }

    /// <returns>The arguments, null for none; and the paths of those that the schema does not describe: their words are made of their names.</returns>
    /// <exception cref="ToolSchemaException">The schema cannot be said in the dialect.</exception>
    public static (ObjectSchema? Arguments, IReadOnlySet<string> Unsaid) Of(string tool, JsonElement schema)
    {
        if (Body.Read(schema.GetRawText()) is not JsonObject root)
            return (null, new HashSet<string>());
        var dialect = new SchemaDialect(tool, root);
        var whole = dialect.Object(root, "", null);
        return (whole.IsOpen ? null : whole, dialect._unsaid);
    }

    private PropertySchema Property(JsonObject schema, string path, string fallback, string? described = null)
    {
        described ??= Lenient.Text(schema["description"]);
        if (Lenient.Text(schema["$ref"]) is { } reference)
        {
            if (_open.Contains(reference))
                throw Fail(path, "it holds itself");
            _open.Add(reference);
            var property = Property(Resolve(reference, path), path, fallback, described);
            _open.RemoveAt(_open.Count - 1);
            return property;
        }
        foreach (var union in s_unions)
        {
            if (schema[union] is not JsonArray branches)
                continue;
            var left = branches.OfType<JsonObject>().Where(branch => Lenient.Text(branch["type"]) != "null").ToList();
            return left.Count == 1 ? Property(left[0], path, fallback, described) : throw Fail(path, "it is one of several kinds");
        }
        if (described is null)
            _unsaid.Add(path);
        return TypeOf(schema, path) switch
        {
            "object" => Object(schema, path, described ?? fallback),
            "array" => Array(schema, path, fallback, described),
            var literal => Literal(schema, literal, path, fallback, described),
        };
    }

    private ObjectSchema Object(JsonObject schema, string path, string? description)
    {
        if (path.Length == 0 && schema["additionalProperties"] is JsonObject && schema["properties"] is not JsonObject { Count: > 0 })
            throw Fail(path, "the names are not known");
        var whole = new ObjectSchema(description is null ? null : Sentence(description, Others(schema)));
        var required = (schema["required"] as JsonArray ?? []).Select(Lenient.Text).ToHashSet();
        foreach (var (name, value) in schema["properties"] as JsonObject ?? [])
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            whole.Add(name, Property(value as JsonObject ?? throw Fail(at, "it may be anything"), at, Words(name)), required.Contains(name));
        }
        return whole;
    }

    // Names that are not known can only be told: the dialect's objects have named properties, or none.
    private static string[] Others(JsonObject schema) => (schema["properties"], schema["additionalProperties"]) switch
    {
        (JsonObject { Count: > 0 }, JsonObject) => ["Other names are allowed."],
        (_, JsonObject { Count: > 0 } value) when Lenient.Text(value["type"]) is { } type => [$"Any names, each with a value of type {type}."],
        (_, JsonObject) or (null, null) => ["Any names and values."],
        _ => [],
    };

    private ArraySchema Array(JsonObject schema, string path, string fallback, string? description)
    {
        var items = schema["items"] as JsonObject ?? throw Fail(path, "it is a list of anything");
        return new(Property(items, path + "[]", $"One of: {fallback}"), Sentence(description ?? fallback, SchemaLimits.Of(schema)));
    }

    private static LiteralSchema Literal(JsonObject schema, string type, string path, string fallback, string? description)
    {
        var allowed = schema["enum"] as JsonArray ?? (schema["const"] is { } only ? [only.DeepClone()] : null);
        var texts = allowed?.Select(Lenient.Text).OfType<string>().ToList();
        // Only texts can be enumerated; numbers are told.
        var told = type != "string" && allowed is not null
            ? [$"One of {string.Join(", ", allowed.OfType<JsonNode>().Select(value => value.ToJsonString()))}.", .. SchemaLimits.Of(schema)]
            : SchemaLimits.Of(schema);
        var literal = new LiteralSchema(new(type), Sentence(description ?? fallback, told));
        if (type == "string" && texts is { Count: > 0 })
            literal.Enum = texts;
        return literal;
    }

    private string TypeOf(JsonObject schema, string path)
    {
        var types = schema["type"] is JsonArray list ? [.. list.Select(Lenient.Text)] : new[] { Lenient.Text(schema["type"]) };
        var named = types.Where(type => type is not (null or "null")).ToList();
        return named.Count switch
        {
            1 => named[0]!,
            > 1 => throw Fail(path, "it is one of several kinds"),
            _ when schema["properties"] is JsonObject => "object",
            _ when schema["enum"] is JsonArray values && values.All(value => value is null || Lenient.Text(value) is not null) => "string",
            _ => Lenient.Text(schema["const"]) is not null ? "string" : throw Fail(path, "it may be anything"),
        };
    }

    private JsonObject Resolve(string reference, string path)
    {
        JsonNode? at = reference.StartsWith('#') ? _root : null;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            at = (at as JsonObject)?[Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        return at as JsonObject ?? throw Fail(path, $"'{reference}' leads nowhere");
    }

    private ToolSchemaException Fail(string path, string why) => new(_tool, path,
        $"Tool '{_tool}' cannot be stored on the platform: of its argument {(path.Length == 0 ? "" : $"'{path}' ")}{why}, and the platform's schemas have texts, numbers, booleans, lists and objects with named properties only. Give it another type, or take it as a text.");

    // The platform wants a description of each value that the model gives.
    private static string Words(string name)
    {
        var words = string.Concat(name.Select((c, i) => c is '_' or '-' ? " " : char.IsUpper(c) && i > 0 && !char.IsUpper(name[i - 1]) ? " " + char.ToLowerInvariant(c) : c.ToString())).Trim();
        return words.Length == 0 ? name : $"The {words}.";
    }

    private static string Sentence(string text, IReadOnlyList<string> limits)
    {
        text = text.Trim();
        limits = [.. limits.Where(limit => !text.Contains(limit, StringComparison.Ordinal))];       // a text that was pulled tells them already
        if (limits.Count > 0 && text.Length > 0 && text[^1] is not ('.' or '!' or '?' or ':'))
            text += ".";
        return string.Join(' ', [text, .. limits]).Trim();
    }

    private static readonly string[] s_unions = ["anyOf", "oneOf", "allOf"];
}
