using System.Text.Json;

namespace Sidetone.Testing;

/// <summary>Compares what a test names of some JSON with what is there: members that it does not name may be anything.</summary>
internal static class JsonSubset
{
    /// <summary>The first difference, in words; null when there is none.</summary>
    public static string? FindDifference(JsonElement expected, JsonElement actual, string path = "")
    {
        switch (expected.ValueKind, actual.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                foreach (var member in expected.EnumerateObject())
                {
                    var inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                    if (!actual.TryGetProperty(member.Name, out var value))
                        return $"{inner} is not there";
                    if (FindDifference(member.Value, value, inner) is { } difference)
                        return difference;
                }
                return null;
            case (JsonValueKind.Array, JsonValueKind.Array) when expected.GetArrayLength() == actual.GetArrayLength():
                for (var i = 0; i < expected.GetArrayLength(); i++)
                {
                    if (FindDifference(expected[i], actual[i], $"{path}[{i}]") is { } difference)
                        return difference;
                }
                return null;
            case (JsonValueKind.Number, JsonValueKind.Number) when AreEqualNumbers(expected, actual):
                return null;
            default:
                return JsonElement.DeepEquals(expected, actual) ? null : $"{path} is {actual.GetRawText()}, not {expected.GetRawText()}";
        }
    }

    private static bool AreEqualNumbers(JsonElement expected, JsonElement actual) =>
        expected.TryGetDecimal(out var left) && actual.TryGetDecimal(out var right) ? left == right : expected.GetDouble().Equals(actual.GetDouble());
}
