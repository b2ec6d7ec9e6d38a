using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>dependentRequired</c>: where one property is, others must be.</summary>
internal sealed class DependentRequiredKeyword(IReadOnlyList<(string Name, string[] Required)> dependencies) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        foreach (var (name, required) in dependencies)
        {
            if (!value.TryGetProperty(name, out _))
                continue;
            foreach (var other in required)
            {
                if (!value.TryGetProperty(other, out _))
                    valid = e.Reports && e.Fail(other, $"is required where {name} is given", weight: 8);
            }
        }
        return valid;
    }
}
