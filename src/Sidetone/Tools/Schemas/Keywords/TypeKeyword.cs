using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>type</c>.</summary>
internal sealed class TypeKeyword(JsonTypes types) : Keyword
{
    public const int Weight = 64;

    public JsonTypes Types => types;

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen) =>
        JsonTypeNames.Include(types, value)
        || (e.Reports && e.Fail($"must be {JsonTypeNames.Describe(types)}, not {ValueText.Of(value)}", Weight));
}
