using System.Text;
using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>required</c>.</summary>
internal sealed class RequiredKeyword(string[] names) : Keyword
{
    private readonly byte[][] _names = Array.ConvertAll(names, Encoding.UTF8.GetBytes);

    public IReadOnlyList<string> Names => names;

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        for (var i = 0; i < names.Length; i++)
        {
            if (value.TryGetProperty(_names[i], out _))
                continue;
            if (!e.Reports)
                return false;
            valid = e.Fail(names[i], "is required", weight: 8);
        }
        return valid;
    }
}
