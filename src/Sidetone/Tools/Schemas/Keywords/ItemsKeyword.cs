using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>.</summary>
internal sealed class ItemsKeyword(SchemaNode[] prefix, SchemaNode? rest) : Keyword
{
    public IReadOnlyList<SchemaNode> Prefix => prefix;
    public SchemaNode? Rest => rest;

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        var valid = true;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var node = index < prefix.Length ? prefix[index] : rest;
            if (node is null)
                break;
            if (index >= prefix.Length && node.IsNever)
                return e.Reports && e.Fail($"must have at most {prefix.Length} items, not {value.GetArrayLength()}");
            if (!e.Child(node, item, index))
            {
                valid = false;
                if (!e.Reports)
                    return false;
            }
            seen?.Mark(index);
            index++;
        }
        return valid;
    }
}
