using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>$dynamicRef</c> to a <c>$dynamicAnchor</c>: the outermost resource on the way here that has the anchor decides.</summary>
internal sealed class DynamicRefKeyword(SchemaNode fallback, string anchor) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        foreach (var resource in e.Scope)
        {
            if (resource.DynamicNodes.TryGetValue(anchor, out var target))
                return target.Check(value, e, seen);
        }
        return fallback.Check(value, e, seen);
    }
}
