using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>multipleOf</c>, exact: 0.3 is a multiple of 0.1.</summary>
internal sealed class MultipleOfKeyword(JsonElement divisor) : Keyword
{
    private readonly JsonNumber _divisor = JsonNumber.Of(divisor);

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen) =>
        value.ValueKind != JsonValueKind.Number
        || JsonNumber.Of(value).IsMultipleOf(_divisor)
        || (e.Reports && e.Fail($"must be a multiple of {ValueText.Of(divisor)}, not {ValueText.Of(value)}"));
}
