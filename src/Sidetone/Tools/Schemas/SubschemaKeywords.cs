namespace Sidetone.Tools.Schemas;

/// <summary>The keywords that hold subschemas.</summary>
internal static class SubschemaKeywords
{
    public static SubschemaShape ShapeOf(string keyword) => keyword switch
    {
        "additionalProperties" or "propertyNames" or "contains" or "not" or "if" or "then" or "else"
            or "unevaluatedItems" or "unevaluatedProperties" or "contentSchema" or "additionalItems" => SubschemaShape.One,
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => SubschemaShape.List,
        // A list of schemas is how older drafts wrote prefixItems.
        "items" => SubschemaShape.OneOrList,
        "properties" or "patternProperties" or "dependentSchemas" or "$defs" or "definitions" or "dependencies" => SubschemaShape.Map,
        _ => SubschemaShape.None,
    };
}
