using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>One value that a tool takes: a <see cref="LiteralSchema"/>, an <see cref="ObjectSchema"/> or an <see cref="ArraySchema"/>.</summary>
/// <remarks>
/// <para>The platform's own dialect of JSON Schema (the reference's §4.3): no references, no unions, no limits; an enumeration is of texts.</para>
/// <para>A value comes from one source only: from the model, by its <see cref="Description"/>; from <see cref="DynamicVariable"/>; from
/// <see cref="ConstantValue"/>; from nowhere, <see cref="IsOmitted"/>.</para>
/// </remarks>
public abstract class PropertySchema : CatalogueObject
{
    private protected PropertySchema(JsonObject json)
        : base(json)
    {
    }

    private protected PropertySchema(SchemaType type)
        : base(null) => Json["type"] = type.Value;

    /// <summary>The kind of value, be it said or seen by what stands in it. A literal of several kinds has the first here, and all in <see cref="LiteralSchema.Types"/>.</summary>
    public SchemaType Type => this switch
    {
        ObjectSchema => SchemaType.Object,
        ArraySchema => SchemaType.Array,
        _ => Word<SchemaType>("type") ?? new(Lenient.Text((Json["type"] as JsonArray)?.FirstOrDefault()) ?? ""),
    };

    /// <summary>What it is, for the model, which then gives the value. Default: empty.</summary>
    public string Description { get => Text("description") ?? ""; set => Set("description", value); }

    /// <summary>The dynamic variable that gives the value. Null when none does.</summary>
    public string? DynamicVariable
    {
        get => Text("dynamic_variable") is { Length: > 0 } name ? name : null;
        set => Set("dynamic_variable", value);
    }

    /// <summary>The value itself, where it is always the same. Null when it is not.</summary>
    public JsonNode? ConstantValue { get => Json["constant_value"]; set => Set("constant_value", value); }

    /// <summary>It is left out of what is sent. Only for what is not required. Default: false.</summary>
    public bool IsOmitted { get => Flag("is_omitted") ?? false; set => Set("is_omitted", value); }

    /// <summary>The value comes from the model: nothing else gives it.</summary>
    public bool IsFromModel => DynamicVariable is null && Flag("is_system_provided") != true && !IsOmitted && !HasConstant;

    // A literal's constant may not be empty; the platform fills the member in with one all the same.
    private bool HasConstant => ConstantValue is not null && Lenient.Text(ConstantValue) != "";

    internal static PropertySchema Of(JsonObject json) => Lenient.Text(json["type"]) switch
    {
        "object" => new ObjectSchema(json),
        "array" => new ArraySchema(json),
        null when json["properties"] is JsonObject => new ObjectSchema(json),
        null when json["items"] is JsonObject => new ArraySchema(json),
        _ => new LiteralSchema(json),
    };
}
