using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>if</c>, <c>then</c>, <c>else</c>.</summary>
internal sealed class IfKeyword(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Keyword
{
    public override IReadOnlyList<SchemaNode> InPlace => [condition];

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen) =>
        (e.Matches(condition, value, seen) ? then : otherwise)?.Check(value, e, seen) ?? true;
}
