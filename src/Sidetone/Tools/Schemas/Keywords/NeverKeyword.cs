using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary>The schema <c>false</c>.</summary>
internal sealed class NeverKeyword : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen) => e.Reports && e.Fail("is not allowed");
}
