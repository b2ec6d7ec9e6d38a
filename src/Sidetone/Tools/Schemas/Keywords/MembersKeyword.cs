using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Sidetone.Tools.Arguments;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>, in one pass over the object.</summary>
internal sealed class MembersKeyword(
    IReadOnlyList<KeyValuePair<string, SchemaNode>> properties,
    (SchemaPattern Pattern, SchemaNode Node)[] patterns,
    SchemaNode? additional) : Keyword
{
    private readonly Utf8Table<SchemaNode> _properties = new(properties);

    public IReadOnlyList<KeyValuePair<string, SchemaNode>> Properties => properties;
    public bool HasPatterns => patterns.Length > 0;
    public SchemaNode? Additional => additional;

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        var index = 0;
        foreach (var member in value.EnumerateObject())
        {
            var raw = JsonMarshal.GetRawUtf8PropertyName(member);
            if (raw.Contains((byte)'\\'))
                raw = Encoding.UTF8.GetBytes(member.Name);
            var known = _properties.TryGet(raw, index, out var node);
            if (known && !Member(node!, member, e))
                valid = false;
            foreach (var (pattern, patternNode) in patterns)
            {
                if (!pattern.IsMatch(member.Name, e))
                    continue;
                known = true;
                if (!Member(patternNode, member, e))
                    valid = false;
            }
            if (!known && additional is not null)
            {
                known = true;
                if (!OtherMember(member, e))
                    valid = false;
            }
            if (!valid && !e.Reports)
                return false;
            if (known)
                seen?.Mark(index);
            index++;
        }
        return valid && e.GaveUp is null;
    }

    private static bool Member(SchemaNode node, JsonProperty member, Evaluation e) =>
        e.Reports ? e.Child(node, member.Value, member.Name) : node.Check(member.Value, e, seen: null);

    private bool OtherMember(JsonProperty member, Evaluation e)
    {
        if (!additional!.IsNever)
            return Member(additional, member, e);
        if (!e.Reports)
            return false;
        var names = new List<string>(properties.Count);
        foreach (var (name, _) in properties)
            names.Add(name);
        var message = $"has no property '{ValueText.Shorten(member.Name)}'";
        if (NearestName.Find(member.Name, CollectionsMarshal.AsSpan(names)) is { } nearest)
            message += $"; did you mean '{nearest}'?";
        return e.Fail(message, weight: 4);
    }
}
