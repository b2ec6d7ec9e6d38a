using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>anyOf</c>.</summary>
internal sealed class AnyOfKeyword(SchemaNode[] nodes) : Keyword
{
    private readonly BranchErrors _explanation = new(nodes);

    public override IReadOnlyList<SchemaNode> InPlace => nodes;

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        var valid = false;
        foreach (var node in nodes)
        {
            if (!e.Matches(node, value, seen))
                continue;
            valid = true;
            // One is enough, unless someone asks what all the others evaluated.
            if (seen is null)
                break;
        }
        return valid || (e.Reports && _explanation.Report(value, e));
    }
}
