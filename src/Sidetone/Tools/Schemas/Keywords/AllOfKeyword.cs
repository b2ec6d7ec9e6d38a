using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(SchemaNode[] nodes) : Keyword
{
    public override IReadOnlyList<SchemaNode> InPlace => nodes;

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        var valid = true;
        foreach (var node in nodes)
        {
            if (node.Check(value, e, seen))
                continue;
            valid = false;
            if (!e.Reports)
                break;
        }
        return valid;
    }
}
