using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>Where a member of a JSON object lies in its frame.</summary>
internal struct Member
{
    public int NameStart;
    public int NameLength;
    public int ValueStart;
    public int ValueLength;
    public JsonTokenType Kind;
    public bool IsNameEscaped;
    public bool IsTaken;

    public readonly ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json) => json.Slice(NameStart, NameLength);

    public readonly ReadOnlySpan<byte> Value(ReadOnlySpan<byte> json) => json.Slice(ValueStart, ValueLength);

    public readonly bool IsNamed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json) => IsNameEscaped
        ? System.Text.Encoding.UTF8.GetBytes(JsonString.Text(Name(json))).AsSpan().SequenceEqual(name)
        : Name(json).SequenceEqual(name);
}
