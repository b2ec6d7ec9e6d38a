using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>pattern</c>: somewhere in the text, unless it is anchored.</summary>
internal sealed class PatternKeyword(SchemaPattern pattern) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen) =>
        value.ValueKind != JsonValueKind.String
        || pattern.IsMatch(value.GetString()!, e)
        || (e.Reports && e.Fail($"must match the pattern {pattern}"));
}
