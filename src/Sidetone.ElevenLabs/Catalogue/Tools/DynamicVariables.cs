using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Dynamic variables that a tool or an agent uses.</summary>
public sealed class DynamicVariables : CatalogueObject
{
    internal DynamicVariables(JsonObject json)
        : base(json)
    {
    }

    /// <summary>No variables yet.</summary>
    public DynamicVariables()
        : base(null)
    {
    }

    /// <summary>Values that stand in while a conversation gives none: texts, numbers, booleans, lists. Null for none.</summary>
    public JsonObject? Placeholders { get => Json["dynamic_variable_placeholders"] as JsonObject; set => Set("dynamic_variable_placeholders", value); }
}
