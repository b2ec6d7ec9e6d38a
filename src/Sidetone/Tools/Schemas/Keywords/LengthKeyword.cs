using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>minLength</c> and <c>maxLength</c>, in Unicode characters.</summary>
internal sealed class LengthKeyword(int min, int max) : Keyword
{
    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.String)
            return true;
        var length = CountCharacters(value);
        if (length < min)
            return e.Reports && e.Fail(min == 1 ? "must not be empty" : $"must have at least {min} characters, not {length}");
        return length <= max || (e.Reports && e.Fail($"must have at most {max} characters, not {length}"));
    }

    private static int CountCharacters(JsonElement value)
    {
        var count = 0;
        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (raw.Contains((byte)'\\'))
        {
            foreach (var _ in value.GetString()!.EnumerateRunes())
                count++;
            return count;
        }
        foreach (var b in raw)
        {
            // All but the continuation bytes of UTF-8 start a character.
            if ((b & 0xC0) != 0x80)
                count++;
        }
        return count;
    }
}
