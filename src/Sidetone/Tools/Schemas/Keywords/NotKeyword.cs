using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(SchemaNode node) : Keyword
{
    public override IReadOnlyList<SchemaNode> InPlace => [node];

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen) =>
        (!e.Matches(node, value, seen: null) && e.GaveUp is null) || (e.Reports && e.Fail(Message(value)));

    private string Message(JsonElement value)
    {
        if (node.Find<EnumKeyword>() is not null)
            return $"must not be {ValueText.Of(value)}";
        if (node.Find<TypeKeyword>() is { } type)
            return $"must not be {JsonTypeNames.Describe(type.Types)}";
        return node.Find<RequiredKeyword>() is { } required
            ? $"must not have {string.Join(" together with ", required.Names)}"
            : "has a form that is not allowed here";
    }
}
