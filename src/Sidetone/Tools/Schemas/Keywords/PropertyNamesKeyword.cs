using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>propertyNames</c>.</summary>
internal sealed class PropertyNamesKeyword(SchemaNode node) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        foreach (var member in value.EnumerateObject())
        {
            // A name is no element of the document, so it is written down as one.
            var name = JsonElement.Parse("\"" + JsonEncodedText.Encode(member.Name) + "\"");
            if (!e.Matches(node, name, seen: null))
                return e.Reports && e.Fail($"must not have a property named '{ValueText.Shorten(member.Name)}': {Reason(name, e)}");
        }
        return true;
    }

    private string Reason(JsonElement name, Evaluation e) =>
        e.Explain(node, name).Errors.Told is [var (_, message), ..] ? "the name " + message : "its name is not allowed";
}
