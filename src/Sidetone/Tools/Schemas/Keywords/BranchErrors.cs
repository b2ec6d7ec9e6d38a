using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary>What to say when no branch of <c>anyOf</c> or <c>oneOf</c> fits: the errors of the one that was meant.</summary>
internal sealed class BranchErrors(SchemaNode[] branches)
{
    private Discriminator? _discriminator;

    public bool Report(JsonElement value, Evaluation e)
    {
        if (e.GaveUp is not null)
            return false;
        if (Types() is var types and not JsonTypes.None && !JsonTypeNames.Include(types, value))
            return e.Fail($"must be {JsonTypeNames.Describe(types)}, not {ValueText.Of(value)}", TypeKeyword.Weight);
        if (Constants() is { Count: > 0 } constants)
            return e.Fail(EnumKeyword.Describe(constants, value), EnumKeyword.Weight);
        if (value.ValueKind == JsonValueKind.Object && (_discriminator ??= Discriminator.Of(branches)) is { Name.Length: > 0 } discriminator)
            return discriminator.Report(value, e);
        return e.Fail(Closest(value, e));
    }

    private ArgumentErrors Closest(JsonElement value, Evaluation e)
    {
        var (best, distance) = e.Explain(branches[0], value);
        for (var i = 1; i < branches.Length; i++)
        {
            var (errors, d) = e.Explain(branches[i], value);
            if (d < distance)
                (best, distance) = (errors, d);
        }
        return best;
    }

    /// <summary>The types of all branches together, if each says its own.</summary>
    private JsonTypes Types()
    {
        var all = JsonTypes.None;
        foreach (var branch in branches)
        {
            if (Follow(branch).Find<TypeKeyword>() is not { } type)
                return JsonTypes.None;
            all |= type.Types;
        }
        return all;
    }

    /// <summary>The values of all branches together, if each is an enum or a constant.</summary>
    private List<JsonElement> Constants()
    {
        var all = new List<JsonElement>();
        foreach (var branch in branches)
        {
            if (Follow(branch).Find<EnumKeyword>() is not { } values)
                return [];
            all.AddRange(values.Values);
        }
        return all;
    }

    public static SchemaNode Follow(SchemaNode node)
    {
        // References in a circle were refused when the schema was compiled.
        while (node.Keywords is [RefKeyword reference])
            node = reference.Target;
        return node;
    }
}
