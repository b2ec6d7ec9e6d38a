using System.Text.Json;
using Sidetone.Tools.Search;

namespace Sidetone.Offline;

/// <summary>A property of a tool's schema, as far as a sentence can fill it.</summary>
internal sealed class Parameter
{
    private const int MaxDepth = 6;

    public required string Name { get; init; }

    /// <summary><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>array</c> or <c>object</c>.</summary>
    public required string Type { get; init; }

    public string? Format { get; init; }

    public ValuePattern? Pattern { get; init; }

    public string Description { get; init; } = "";

    public bool IsRequired { get; init; }

    /// <summary>Null is allowed: in closed schemas it stands for the default.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The allowed values as JSON text, beside how they read.</summary>
    public IReadOnlyList<(string Json, string Text)> Values { get; init; } = [];

    public Parameter? Item { get; init; }

    public IReadOnlyList<Parameter> Members { get; init; } = [];

    /// <summary>The words of the name, in lower case: <c>to_unit</c> is "to unit".</summary>
    public string Label { get; private init; } = "";

    /// <summary>The stems of the label.</summary>
    public IReadOnlyList<string> Stems { get; private init; } = [];

    /// <summary>Reads the properties of an object schema.</summary>
    public static IReadOnlyList<Parameter> ReadAll(JsonElement schema) => MembersOf(schema, schema, 0);

    private static List<Parameter> MembersOf(JsonElement schema, JsonElement root, int depth)
    {
        var parameters = new List<Parameter>();
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return parameters;
        var required = new HashSet<string>();
        if (schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array)
        {
            foreach (var name in names.EnumerateArray())
                required.Add(name.ToString());
        }
        foreach (var property in properties.EnumerateObject())
            parameters.Add(Read(property.Name, property.Value, required.Contains(property.Name), root, depth));
        return parameters;
    }

    private static Parameter Read(string name, JsonElement declared, bool isRequired, JsonElement root, int depth)
    {
        var schema = Resolve(declared, root, out var isNullable);
        var values = Allowed(schema);
        var type = TypeOf(schema, values, ref isNullable);
        var label = Labels.Of(name);
        return new()
        {
            Name = name,
            Type = type,
            Format = Text(schema, "format"),
            Pattern = Text(schema, "pattern") is { } pattern ? new(pattern) : null,
            Description = Text(declared, "description") ?? Text(schema, "description") ?? "",
            IsRequired = isRequired,
            IsNullable = isNullable,
            Values = values,
            Item = depth < MaxDepth && type == "array" && schema.TryGetProperty("items", out var items) ? Read(name, items, true, root, depth + 1) : null,
            Members = depth < MaxDepth && type == "object" ? MembersOf(schema, root, depth + 1) : [],
            Label = label,
            Stems = [.. label.Split(' ').Select(Stem.Of)],
        };
    }

    // Follows a reference, and the one branch of a union that is not null.
    private static JsonElement Resolve(JsonElement schema, JsonElement root, out bool isNullable)
    {
        isNullable = false;
        for (var hops = 0; hops < MaxDepth && schema.ValueKind == JsonValueKind.Object; hops++)
        {
            if (Text(schema, "$ref") is { } reference)
            {
                if (Follow(reference, root) is not { } target)
                    break;
                schema = target;
            }
            else if ((schema.TryGetProperty("anyOf", out var branches) || schema.TryGetProperty("oneOf", out branches)) && branches.ValueKind == JsonValueKind.Array)
            {
                isNullable |= branches.EnumerateArray().Any(b => Text(b, "type") == "null");
                var first = branches.EnumerateArray().FirstOrDefault(b => Text(b, "type") != "null");
                if (first.ValueKind != JsonValueKind.Object)
                    break;
                schema = first;
            }
            else
            {
                break;
            }
        }
        return schema;
    }

    private static JsonElement? Follow(string reference, JsonElement root)
    {
        if (!reference.StartsWith('#'))
            return null;
        var at = root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
                return null;
        }
        return at;
    }

    private static string TypeOf(JsonElement schema, IReadOnlyList<(string Json, string Text)> values, ref bool isNullable)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type))
        {
            if (type.ValueKind == JsonValueKind.String)
                return type.GetString()!;
            if (type.ValueKind == JsonValueKind.Array)
            {
                isNullable |= type.EnumerateArray().Any(t => t.ToString() == "null");
                // "integer or a string of digits" reads best as the number.
                return type.EnumerateArray().Select(t => t.ToString()).FirstOrDefault(t => t != "null") ?? "string";
            }
        }
        return values.Count > 0 && values[0].Json[0] != '"' ? "number"
            : schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out _) ? "object" : "string";
    }

    private static List<(string Json, string Text)> Allowed(JsonElement schema)
    {
        var values = new List<(string Json, string Text)>();
        if (schema.ValueKind != JsonValueKind.Object)
            return values;
        if (schema.TryGetProperty("const", out var only))
            values.Add((only.GetRawText(), only.ToString()));
        else if (schema.TryGetProperty("enum", out var allowed) && allowed.ValueKind == JsonValueKind.Array)
        {
            foreach (var value in allowed.EnumerateArray())
            {
                if (value.ValueKind != JsonValueKind.Null)
                    values.Add((value.GetRawText(), value.ToString()));
            }
        }
        return values;
    }

    private static string? Text(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
