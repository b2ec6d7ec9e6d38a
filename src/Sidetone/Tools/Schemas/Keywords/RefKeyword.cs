using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>$ref</c>.</summary>
internal sealed class RefKeyword(SchemaNode target) : Keyword
{
    public SchemaNode Target => target;

    public override IReadOnlyList<SchemaNode> InPlace => [target];

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen) => target.Check(value, e, seen);
}
