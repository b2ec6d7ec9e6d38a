using System.Text.Json;

namespace Sidetone.OpenAI.Chat;

/// <summary>Reads members that may be absent, null or of another kind than documented: to a compatible server all of these are normal.</summary>
internal static class LooseMembers
{
    extension(JsonElement element)
    {
        /// <summary>The member, or null when it is absent or JSON null, or when this is no object.</summary>
        public JsonElement? Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
                ? member
                : null;

        /// <summary>The member's text; an empty one is as good as none.</summary>
        public string? Text(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.String } member && LooseText.Of(member) is { Length: > 0 } text ? text : null;

        /// <summary>The member as a whole number; some servers write fractions where whole numbers are meant.</summary>
        public long? Whole(string name)
        {
            if (element.Member(name) is not { ValueKind: JsonValueKind.Number } member)
                return null;
            if (member.TryGetInt64(out var whole))
                return whole;
            return member.TryGetDouble(out var real) && Math.Abs(real) < 1e15 ? (long)real : null;
        }

        /// <summary>The elements of a member that is an array; none otherwise.</summary>
        public IEnumerable<JsonElement> Elements(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];
    }
}
