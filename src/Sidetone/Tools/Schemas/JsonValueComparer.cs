using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>Equality as schemas have it: 1.0 is 1, and the order of properties does not matter.</summary>
internal sealed class JsonValueComparer : IEqualityComparer<JsonElement>
{
    public static JsonValueComparer Instance { get; } = new();

    public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

    public int GetHashCode(JsonElement value)
    {
        var hash = new HashCode();
        hash.Add(value.ValueKind);
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                hash.Add(value.GetString());
                break;
            case JsonValueKind.Number:
                hash.Add(JsonNumber.Of(value).ToString());
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    hash.Add(GetHashCode(item));
                break;
            case JsonValueKind.Object:
                var members = 0;
                foreach (var member in value.EnumerateObject())
                    members ^= HashCode.Combine(member.Name, GetHashCode(member.Value));
                hash.Add(members);
                break;
        }
        return hash.ToHashCode();
    }
}
