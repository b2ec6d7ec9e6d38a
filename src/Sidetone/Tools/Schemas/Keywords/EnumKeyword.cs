using System.Runtime.InteropServices;
using System.Text.Json;
using Sidetone.Tools.Arguments;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>enum</c>, and <c>const</c> as an enum of one.</summary>
internal sealed class EnumKeyword(JsonElement[] values) : Keyword
{
    public const int Weight = 32;

    public IReadOnlyList<JsonElement> Values => values;

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        foreach (var allowed in values)
        {
            if (JsonElement.DeepEquals(allowed, value))
                return true;
        }
        return e.Reports && e.Fail(Describe(values, value), Weight);
    }

    public static string Describe(IReadOnlyList<JsonElement> values, JsonElement value)
    {
        if (values.Count == 1)
            return $"must be {ValueText.Of(values[0])}, not {ValueText.Of(value)}";
        var message = $"must be one of {ValueText.List(values)}";
        if (value.ValueKind != JsonValueKind.String)
            return $"{message}, not {ValueText.Of(value)}";
        var names = new List<string>(values.Count);
        foreach (var allowed in values)
        {
            if (allowed.ValueKind == JsonValueKind.String)
                names.Add(allowed.GetString()!);
        }
        return NearestName.Find(value.GetString()!, CollectionsMarshal.AsSpan(names)) is { } nearest
            ? $"{message}; did you mean '{nearest}'?"
            : $"{message}, not {ValueText.Of(value)}";
    }
}
