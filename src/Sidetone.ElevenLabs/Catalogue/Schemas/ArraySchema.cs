using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A list.</summary>
public sealed class ArraySchema : PropertySchema
{
    internal ArraySchema(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A list of one kind of value.</summary>
    /// <param name="items">What it holds.</param>
    /// <param name="description">What it is; null sets none.</param>
    public ArraySchema(PropertySchema items, string? description = null)
        : base(SchemaType.Array)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (description is not null)
            Description = description;
        Items = items;
    }

    /// <summary>What it holds; null when the platform does not say.</summary>
    public PropertySchema? Items { get => One("items", Of); set => Set("items", value?.Json); }
}
