using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Named values.</summary>
public sealed class ObjectSchema : PropertySchema
{
    internal ObjectSchema(JsonObject json)
        : base(json)
    {
    }

    /// <summary>An object without properties yet.</summary>
    /// <param name="description">What it is; null sets none.</param>
    public ObjectSchema(string? description = null)
        : base(SchemaType.Object)
    {
        if (description is not null)
            Description = description;
    }

    /// <summary>Its properties, in their order. <see cref="Add"/> adds one.</summary>
    public IReadOnlyDictionary<string, PropertySchema> Properties => Map("properties", node => node is JsonObject json ? Of(json) : null);

    /// <summary>It has no named properties: a dictionary, or an object of any form. The platform's schemas say no more of one, so that models
    /// know of it what its description tells; some models leave it empty, or refuse it.</summary>
    public bool IsOpen => Json["properties"] is not JsonObject { Count: > 0 };

    /// <summary>The names of those that must be there.</summary>
    public IReadOnlyList<string> Required { get => Texts("required"); set => SetTexts("required", value); }

    /// <summary>Which groups of properties must be there together, beyond <see cref="Required"/>: <c>{"any_of":[{"required":[…]}],"all_of":…}</c>. Null for none.</summary>
    public JsonObject? RequiredConstraints { get => Json["required_constraints"] as JsonObject; set => Set("required_constraints", value); }

    /// <summary>Adds a property, or replaces the one of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="property">What it is.</param>
    /// <param name="required">It must be there.</param>
    /// <returns>This schema.</returns>
    public ObjectSchema Add(string name, PropertySchema property, bool required = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(property);
        if (Json["properties"] is not JsonObject properties)
            Json["properties"] = properties = [];
        properties[name] = Free(property.Json);
        var others = Required.Where(other => other != name);
        if (required)
            Required = [.. others, name];
        else if (Json["required"] is JsonArray)
            Required = [.. others];
        return this;
    }

    /// <summary>Reads a schema of the platform's dialect.</summary>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    /// <exception cref="ArgumentException">It is JSON, but no object.</exception>
    public static ObjectSchema Parse(string json) => new(Body.ReadObject(json));
}
