using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Brings stored arguments in step with those that a tool takes. Ours say names, kinds, descriptions, enumerations and what is required;
/// all else stays as it is stored: values that the platform fills in, guards, what is not known here.</summary>
/// <param name="unsaid">The arguments that the tool does not describe.</param>
internal sealed class SchemaMerge(IReadOnlySet<string> unsaid)
{
    public ObjectSchema? Of(ObjectSchema? ours, ObjectSchema? stored)
    {
        if (stored is null)
            return ours;
        var whole = new ObjectSchema(Object(ours ?? new(), stored, ""));
        return whole.Properties.Count > 0 ? whole : null;
    }

    private JsonObject Object(ObjectSchema ours, ObjectSchema stored, string path)
    {
        var merged = Said(ours, stored, path);
        var (wanted, had) = (ours.Properties, stored.Properties);
        bool IsKept(string name) => had.TryGetValue(name, out var old) && IsOthers(old)
            && (!wanted.TryGetValue(name, out var now) || (now.Type == old.Type && !(old.IsOmitted && ours.Required.Contains(name))));

        var properties = new JsonObject();
        foreach (var (name, property) in wanted)
            properties[name] = IsKept(name) ? Copy(had[name]) : had.TryGetValue(name, out var old) ? Property(property, old, path.Length == 0 ? name : $"{path}.{name}") : Copy(property);
        foreach (var (name, property) in had.Where(property => !wanted.ContainsKey(property.Key) && IsKept(property.Key)))
            properties[name] = Copy(property);
        if (properties.Count > 0 || merged["properties"] is not null)
            merged["properties"] = properties;

        List<string> required = [.. ours.Required.Where(name => !IsKept(name)), .. stored.Required.Where(IsKept)];
        if (!required.ToHashSet(StringComparer.Ordinal).SetEquals(stored.Required))
            Put(merged, "required", required.Count > 0 ? CatalogueObject.ListOf(required) : null);
        // Groups of names that must be there together hold only while there are those names.
        if (had.Keys.Any(name => !properties.ContainsKey(name)))
            merged.Remove("required_constraints");
        return merged;
    }

    private JsonObject Property(PropertySchema ours, PropertySchema stored, string path)
    {
        if (IsOthers(stored) || stored.GetType() != ours.GetType())
            return Copy(ours);
        if (ours is ObjectSchema mine)
            return Object(mine, (ObjectSchema)stored, path);
        var merged = Said(ours, stored, path);
        if (ours is ArraySchema { Items: { } items })
            merged["items"] = ((ArraySchema)stored).Items is { } had ? Property(items, had, path + "[]") : Copy(items);
        else
            Put(merged, "enum", ours.Json["enum"]);
        return merged;
    }

    // What is stored, with our kind and description. Arguments as a whole have no description of ours.
    private JsonObject Said(PropertySchema ours, PropertySchema stored, string path)
    {
        var merged = Copy(stored);
        Put(merged, "type", ours.Json["type"]);
        if (ours.Description.Length > 0 && !(unsaid.Contains(path) && stored.Description.Length > 0))
            Put(merged, "description", ours.Json["description"]);
        return merged;
    }

    // What the platform spells out as null is as good as nothing, and stays.
    private static void Put(JsonObject merged, string name, JsonNode? value)
    {
        if (value is not null)
            merged[name] = value.DeepClone();
        else if (merged[name] is not null)
            merged.Remove(name);
    }

    private static bool IsOthers(PropertySchema schema) => !schema.IsFromModel;

    private static JsonObject Copy(PropertySchema schema) => (JsonObject)schema.Json.DeepClone();
}
