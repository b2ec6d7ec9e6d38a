using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>dependentSchemas</c>: where a property is, the whole object must also be so.</summary>
internal sealed class DependentSchemasKeyword(IReadOnlyList<KeyValuePair<string, SchemaNode>> dependencies) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        foreach (var (name, node) in dependencies)
        {
            if (value.TryGetProperty(name, out _) && !node.Check(value, e, seen))
                valid = false;
        }
        return valid;
    }
}
