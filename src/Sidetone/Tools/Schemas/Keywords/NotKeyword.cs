using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(SchemaNode node) : Keyword
{
    public override IReadOnlyList<SchemaNode> InPlace => [node];

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        var matches = e.Matches(node, value, seen: null);
        // A walk that was given up has no answer, and the opposite of none is none.
        if (e.GaveUp is not null)
            return false;
        return !matches || (e.Reports && e.Fail(Message(value)));
    }

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
