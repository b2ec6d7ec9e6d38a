using System.Text;
using System.Text.Json;
using Sidetone.Tools.Arguments;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary><c>required</c>.</summary>
/// <param name="names">What is required.</param>
/// <param name="declared">What the schema knows, if it lets other names pass; null if it does not, and says itself which are wrong.</param>
internal sealed class RequiredKeyword(string[] names, IReadOnlySet<string>? declared) : Keyword
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
            valid = e.Fail(names[i], Misspelt(value, names[i]) is { } given ? $"is required; '{ValueText.Shorten(given)}' is not its name" : "is required", weight: 8);
        }
        return valid;
    }

    private string? Misspelt(JsonElement value, string name) => declared is null ? null
        : NearestName.Find(name, [.. value.EnumerateObject().Select(given => given.Name).Where(given => !declared.Contains(given))]);
}
