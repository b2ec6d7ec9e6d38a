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

    /// <summary>Values that stand in while a conversation gives none: texts, numbers, booleans, lists.</summary>
    public JsonObject Placeholders
    {
        get
        {
            if (Json["dynamic_variable_placeholders"] is not JsonObject placeholders)
                Json["dynamic_variable_placeholders"] = placeholders = [];
            return placeholders;
        }
        set => Set("dynamic_variable_placeholders", value);
    }
}
