using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfKeyword(SchemaNode[] nodes) : Keyword
{
    private readonly BranchErrors _explanation = new(nodes);

    public override IReadOnlyList<SchemaNode> InPlace => nodes;

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        var first = -1;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (!e.Matches(nodes[i], value, seen))
                continue;
            if (first >= 0)
                return e.Reports && e.Fail($"must match exactly one of {nodes.Length} forms, but matches number {first + 1} and number {i + 1}");
            first = i;
        }
        return first >= 0 || (e.Reports && _explanation.Report(value, e));
    }
}
