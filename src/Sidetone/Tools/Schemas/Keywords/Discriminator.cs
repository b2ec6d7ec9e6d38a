using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary>A property that every branch has with constants of its own, such as <c>kind</c>: it tells which branch is meant.</summary>
internal sealed class Discriminator
{
    private static readonly Discriminator s_none = new("", []);

    private readonly List<(JsonElement Value, SchemaNode Branch)> _branches;

    private Discriminator(string name, List<(JsonElement Value, SchemaNode Branch)> branches)
    {
        Name = name;
        _branches = branches;
    }

    /// <summary>The property; empty when there is none.</summary>
    public string Name { get; }

    public static Discriminator Of(SchemaNode[] branches)
    {
        if (BranchErrors.Follow(branches[0]).Find<MembersKeyword>() is { } members)
        {
            foreach (var (name, _) in members.Properties)
            {
                if (TryCollect(name, branches) is { } found)
                    return new(name, found);
            }
        }
        return s_none;
    }

    public bool Report(JsonElement value, Evaluation e)
    {
        var values = _branches.ConvertAll(static b => b.Value);
        if (!value.TryGetProperty(Name, out var own))
            return e.Fail(Name, $"is required: one of {ValueText.List(values)}", weight: 8);
        foreach (var (constant, branch) in _branches)
        {
            if (JsonElement.DeepEquals(constant, own))
                return e.Fail(e.Explain(branch, value).Errors);
        }
        return e.Fail(Name, EnumKeyword.Describe(values, own), EnumKeyword.Weight);
    }

    private static List<(JsonElement Value, SchemaNode Branch)>? TryCollect(string name, SchemaNode[] branches)
    {
        var found = new List<(JsonElement Value, SchemaNode Branch)>();
        foreach (var branch in branches)
        {
            if (Constants(name, branch) is not { } constants)
                return null;
            foreach (var constant in constants)
            {
                if (found.Exists(f => JsonElement.DeepEquals(f.Value, constant)))
                    return null;
                found.Add((constant, branch));
            }
        }
        return found;
    }

    private static IReadOnlyList<JsonElement>? Constants(string name, SchemaNode branch)
    {
        foreach (var (property, node) in BranchErrors.Follow(branch).Find<MembersKeyword>()?.Properties ?? [])
        {
            if (property == name)
                return BranchErrors.Follow(node).Find<EnumKeyword>()?.Values;
        }
        return null;
    }
}
