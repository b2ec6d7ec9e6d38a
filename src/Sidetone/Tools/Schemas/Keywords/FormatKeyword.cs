using System.Text.Json;
using Sidetone.Tools.Schemas.Formats;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>format</c>, where it is asserted.</summary>
internal sealed class FormatKeyword(Format format) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen) =>
        value.ValueKind != JsonValueKind.String
        || format.IsMatch(value.GetString()!)
        || (e.Reports && e.Fail($"must be {format.Example}, not {ValueText.Of(value)}"));
}
