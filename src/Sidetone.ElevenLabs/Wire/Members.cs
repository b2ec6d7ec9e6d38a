using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The members of one JSON object, to be taken by name. A member that is missing, null or of another kind than expected is as
/// good as none, unless it can be read all the same (a number in quotes); of two with one name the last counts. What nobody took is the
/// <see cref="Rest"/>.</summary>
internal ref struct Members
{
    private static readonly JsonReaderOptions s_anyDepth = new() { MaxDepth = int.MaxValue };      // nothing here recurses

    private readonly ReadOnlySpan<byte> _json;
    private Span<Member> _members;
    private int _count;

    /// <param name="json">The object.</param>
    /// <param name="room">Where the members' places are noted; more room is made when it is not enough.</param>
    /// <exception cref="JsonException">It is no object, or no JSON.</exception>
    public Members(ReadOnlySpan<byte> json, Span<Member> room)
    {
        _json = json;
        _members = room;
        var reader = new Utf8JsonReader(json, s_anyDepth);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("It is no JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = new Member
            {
                NameStart = (int)reader.TokenStartIndex + 1,
                NameLength = reader.ValueSpan.Length,
                IsNameEscaped = reader.ValueIsEscaped,
            };
            reader.Read();
            member.Kind = reader.TokenType;
            member.ValueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            member.ValueLength = (int)reader.BytesConsumed - member.ValueStart;
            Add(member);
        }
        reader.Read();      // throws at anything behind the object
    }

    /// <summary>Whether there is such a member, of whatever kind.</summary>
    public readonly bool Has(ReadOnlySpan<byte> name) => Take(name, out _) is not JsonTokenType.None;

    /// <summary>The text; of anything but a string its JSON. Null when there is none.</summary>
    public readonly string? OptionalText(ReadOnlySpan<byte> name) => Take(name, out var value) switch
    {
        JsonTokenType.None or JsonTokenType.Null => null,
        JsonTokenType.String => JsonString.Text(value[1..^1]),
        _ => Encoding.UTF8.GetString(value),
    };

    /// <summary>The text; empty when there is none.</summary>
    public readonly string Text(ReadOnlySpan<byte> name) => OptionalText(name) ?? "";

    public readonly long? OptionalWhole(ReadOnlySpan<byte> name) => OptionalNumber(name, out var whole) is { } number
        ? whole ?? (Math.Abs(number) < 1e18 ? (long)number : null)
        : null;

    public readonly long Whole(ReadOnlySpan<byte> name) => OptionalWhole(name) ?? 0;

    public readonly int? OptionalInt(ReadOnlySpan<byte> name) =>
        OptionalWhole(name) is { } whole and >= int.MinValue and <= int.MaxValue ? (int)whole : null;

    public readonly double? OptionalNumber(ReadOnlySpan<byte> name) => OptionalNumber(name, out _);

    public readonly bool? OptionalFlag(ReadOnlySpan<byte> name) => Take(name, out var value) switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when bool.TryParse(JsonString.Text(value[1..^1]), out var flag) => flag,
        _ => null,
    };

    /// <summary>The bytes of a base64 string.</summary>
    public readonly ReadOnlyMemory<byte> Base64(ReadOnlySpan<byte> name) =>
        Take(name, out var value) == JsonTokenType.String ? JsonString.Base64(value[1..^1]) : default;

    /// <summary>The value as it is; nothing for null.</summary>
    public readonly JsonText Raw(ReadOnlySpan<byte> name) => Take(name, out var value) switch
    {
        JsonTokenType.None or JsonTokenType.Null => default,
        _ => new(value.ToArray()),
    };

    /// <summary>The value as it is; an empty object for null.</summary>
    public readonly JsonText Parameters(ReadOnlySpan<byte> name) => Raw(name) is { IsEmpty: false } given ? given : JsonText.EmptyObject;

    public readonly T? Object<T>(ReadOnlySpan<byte> name, MemberReader<T> read) where T : class =>
        Take(name, out var value) == JsonTokenType.StartObject ? Read(value, read) : null;

    /// <summary>The objects of an array.</summary>
    public readonly IReadOnlyList<T>? Items<T>(ReadOnlySpan<byte> name, MemberReader<T> read) where T : class =>
        Elements(name, (ReadOnlySpan<byte> json, JsonTokenType kind, out T? item) =>
        {
            item = kind == JsonTokenType.StartObject ? Read(json, read) : null;
            return item is not null;
        });

    /// <summary>The texts of an array.</summary>
    public readonly IReadOnlyList<string>? Texts(ReadOnlySpan<byte> name) =>
        Elements(name, static (ReadOnlySpan<byte> json, JsonTokenType kind, out string? text) =>
        {
            text = kind switch
            {
                JsonTokenType.String => JsonString.Text(json[1..^1]),
                JsonTokenType.Null => null,
                _ => Encoding.UTF8.GetString(json),
            };
            return text is not null;
        });

    /// <summary>The numbers of an array. One that is none stays as 0, so that the others keep their places.</summary>
    public readonly IReadOnlyList<long>? Wholes(ReadOnlySpan<byte> name) =>
        Elements(name, static (ReadOnlySpan<byte> json, JsonTokenType kind, out long whole) =>
        {
            var number = Number(json, kind, out var exact);
            whole = exact ?? (number is { } real && Math.Abs(real) < 1e18 ? (long)real : 0);
            return true;
        });

    /// <summary>An object of any names.</summary>
    public readonly IReadOnlyDictionary<string, JsonText>? Map(ReadOnlySpan<byte> name)
    {
        if (Take(name, out var value) != JsonTokenType.StartObject)
            return null;
        var inner = new Members(value, stackalloc Member[16]);
        var map = new Dictionary<string, JsonText>(inner._count);
        foreach (ref readonly var member in inner._members[..inner._count])
            map[JsonString.Text(member.Name(value))] = new(member.Value(value).ToArray());
        return map;
    }

    /// <summary>What nobody took, as a JSON object; nothing when all was taken.</summary>
    public readonly JsonText Rest()
    {
        ArrayBufferWriter<byte>? rest = null;
        foreach (ref readonly var member in _members[.._count])
        {
            if (member.IsTaken)
                continue;
            (rest ??= new()).Write(rest.WrittenCount == 0 ? "{"u8 : ","u8);
            rest.Write(_json[(member.NameStart - 1)..(member.ValueStart + member.ValueLength)]);
        }
        rest?.Write("}"u8);
        return rest is null ? default : new(rest.WrittenMemory);
    }

    /// <summary>Writes every member as it is.</summary>
    public readonly void CopyTo(Utf8JsonWriter json)
    {
        foreach (ref readonly var member in _members[.._count])
        {
            json.WritePropertyName(JsonString.Text(member.Name(_json)));
            json.WriteRawValue(member.Value(_json), skipInputValidation: true);
        }
    }

    public static T Read<T>(ReadOnlySpan<byte> json, MemberReader<T> read)
    {
        var inner = new Members(json, stackalloc Member[16]);
        return read(ref inner);
    }

    /// <summary>The kind and the JSON of a member, which is the rest no more.</summary>
    public readonly JsonTokenType Take(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var kind = JsonTokenType.None;
        value = default;
        foreach (ref var member in _members[.._count])
        {
            if (!member.IsNamed(name, _json))
                continue;
            member.IsTaken = true;
            kind = member.Kind;
            value = member.Value(_json);
        }
        return kind;
    }

    private readonly double? OptionalNumber(ReadOnlySpan<byte> name, out long? whole)
    {
        var kind = Take(name, out var value);
        return Number(value, kind, out whole);
    }

    private static double? Number(ReadOnlySpan<byte> json, JsonTokenType kind, out long? whole)
    {
        whole = null;
        if (kind == JsonTokenType.String)
            json = json[1..^1];
        else if (kind != JsonTokenType.Number)
            return null;
        if (Utf8Parser.TryParse(json, out long exact, out var length) && length == json.Length)
            whole = exact;
        return double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private delegate bool ElementReader<T>(ReadOnlySpan<byte> json, JsonTokenType kind, out T? element);

    private readonly List<T>? Elements<T>(ReadOnlySpan<byte> name, ElementReader<T> read)
    {
        if (Take(name, out var value) != JsonTokenType.StartArray)
            return null;
        var elements = new List<T>();
        var reader = new Utf8JsonReader(value, s_anyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var kind = reader.TokenType;
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (read(value[start..(int)reader.BytesConsumed], kind, out var element))
                elements.Add(element!);
        }
        return elements;
    }

    private void Add(Member member)
    {
        if (_count == _members.Length)
        {
            var more = new Member[Math.Max(16, _count * 2)];
            _members.CopyTo(more);
            _members = more;
        }
        _members[_count++] = member;
    }
}
