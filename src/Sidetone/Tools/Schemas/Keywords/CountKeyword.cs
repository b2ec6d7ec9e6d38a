using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>minItems</c>, <c>maxItems</c>, <c>minProperties</c> and <c>maxProperties</c>.</summary>
internal sealed class CountKeyword(JsonValueKind kind, int min, int max) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != kind)
            return true;
        var count = kind == JsonValueKind.Array ? value.GetArrayLength() : value.GetPropertyCount();
        if (count < min)
            return e.Reports && e.Fail(min == 1 ? "must not be empty" : $"must have at least {min} {Noun}, not {count}");
        return count <= max || (e.Reports && e.Fail($"must have at most {max} {Noun}, not {count}"));
    }

    private string Noun => kind == JsonValueKind.Array ? "items" : "properties";
}
