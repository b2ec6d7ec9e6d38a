using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A text, a number or a boolean.</summary>
public sealed class LiteralSchema : PropertySchema
{
    internal LiteralSchema(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A value that the model gives.</summary>
    /// <param name="type">String, integer, number or boolean.</param>
    /// <param name="description">What it is; null sets none, for a value from another source.</param>
    public LiteralSchema(SchemaType type, string? description = null)
        : base(type)
    {
        if (description is not null)
            Description = description;
    }

    /// <summary>All kinds it may be of; the platform takes a list where it used to take one.</summary>
    public IReadOnlyList<SchemaType> Types => Json["type"] is JsonArray list
        ? [.. list.Select(Lenient.Text).OfType<string>().Select(type => new SchemaType(type))]
        : Type.Value.Length > 0 ? [Type] : [];

    /// <summary>The texts that are allowed. Default: none are named, and all are.</summary>
    public IReadOnlyList<string> Enum { get => Texts("enum"); set => SetTexts("enum", value); }

    /// <summary>The platform gives the value, for an integration. Default: false.</summary>
    public bool IsSystemProvided { get => Flag("is_system_provided") ?? false; set => Set("is_system_provided", value); }

    /// <summary>The dynamic variable that lists what is allowed; only beside a description. Null for none.</summary>
    public string? AllowedValuesVariable
    {
        get => Lenient.Text((Json["allowed_values"] as JsonObject)?["dynamic_variable"]) ?? Text("allowed_values_dynamic_variable");
        set
        {
            Set("allowed_values", value is null ? null : new JsonObject { ["dynamic_variable"] = value });
            Json.Remove("allowed_values_dynamic_variable");
        }
    }
}
