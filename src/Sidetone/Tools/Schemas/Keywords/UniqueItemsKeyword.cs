using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsKeyword : Keyword
{
    // Below this, comparing all pairs is faster than hashing, and makes no garbage.
    private const int Few = 16;

    public override bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        var repeated = value.GetArrayLength() <= Few ? FindAmongFew(value) : FindAmongMany(value);
        return repeated < 0 || (e.Reports && e.Fail($"must not repeat an item, but [{repeated}] does"));
    }

    private static int FindAmongFew(JsonElement array)
    {
        var i = 0;
        foreach (var item in array.EnumerateArray())
        {
            var j = 0;
            foreach (var earlier in array.EnumerateArray())
            {
                if (j++ == i)
                    break;
                if (JsonElement.DeepEquals(earlier, item))
                    return i;
            }
            i++;
        }
        return -1;
    }

    private static int FindAmongMany(JsonElement array)
    {
        var known = new HashSet<JsonElement>(JsonValueComparer.Instance);
        var i = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (!known.Add(item))
                return i;
            i++;
        }
        return -1;
    }
}
