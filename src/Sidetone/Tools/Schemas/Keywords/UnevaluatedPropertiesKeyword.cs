using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>unevaluatedProperties</c>. Asked last.</summary>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode node) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        var index = -1;
        foreach (var member in value.EnumerateObject())
        {
            if (seen!.Has(++index))
                continue;
            seen.Mark(index);
            if (node.IsNever)
                valid = e.Reports && e.Fail($"has no property '{ValueText.Shorten(member.Name)}'", weight: 4);
            else if (!e.Child(node, member.Value, member.Name))
                valid = false;
        }
        return valid;
    }
}
