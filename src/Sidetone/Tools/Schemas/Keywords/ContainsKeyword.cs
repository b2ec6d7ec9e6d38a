using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>contains</c>, with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsKeyword(SchemaNode node, int min, int max) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        var count = 0;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (e.Matches(node, item, seen: null))
            {
                count++;
                seen?.Mark(index);
            }
            index++;
        }
        if (count < min)
            return e.Reports && e.Fail($"must contain at least {min} matching item{(min == 1 ? "" : "s")}, not {count}");
        return count <= max || (e.Reports && e.Fail($"must contain at most {max} matching items, not {count}"));
    }
}
