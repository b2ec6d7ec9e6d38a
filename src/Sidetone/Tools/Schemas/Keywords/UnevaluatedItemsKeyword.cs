using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>unevaluatedItems</c>. Asked last.</summary>
internal sealed class UnevaluatedItemsKeyword(SchemaNode node) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        var valid = true;
        var index = -1;
        foreach (var item in value.EnumerateArray())
        {
            if (seen!.Has(++index))
                continue;
            seen.Mark(index);
            if (!e.Child(node, item, index))
                valid = false;
        }
        return valid;
    }
}
