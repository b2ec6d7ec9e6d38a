using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive forms.</summary>
internal sealed class BoundKeyword(JsonElement bound, bool upper, bool exclusive) : Keyword
{
    private readonly JsonNumber _bound = JsonNumber.Of(bound);

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return true;
        var order = JsonNumber.Of(value).OrderTo(_bound);
        if (upper)
            order = -order;
        return order > 0 || (order == 0 && !exclusive)
            || (e.Reports && e.Fail($"must be {Relation} {ValueText.Of(bound)}, not {ValueText.Of(value)}"));
    }

    private string Relation => (upper, exclusive) switch
    {
        (true, false) => "at most",
        (true, true) => "less than",
        (false, false) => "at least",
        (false, true) => "greater than",
    };
}
