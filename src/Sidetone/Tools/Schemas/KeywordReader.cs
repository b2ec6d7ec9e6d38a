using System.Text.Json;
using Sidetone.Tools.Arguments;
using Sidetone.Tools.Schemas.Formats;
using Sidetone.Tools.Schemas.Keywords;

namespace Sidetone.Tools.Schemas;

/// <summary>Reads the keywords of one subschema, in the order in which they will be asked: cheap and telling ones first.</summary>
internal sealed class KeywordReader(SchemaCompiler compiler, SchemaPlace place)
{
    private readonly List<Keyword> _keywords = [];

    public Keyword[] Read()
    {
        if (place.Element.ValueKind == JsonValueKind.True)
            return [];
        if (place.Element.ValueKind == JsonValueKind.False)
            return [new NeverKeyword()];
        var vocabularies = place.Resource.Vocabularies;
        if (vocabularies.HasFlag(Vocabularies.Validation))
            ReadValidation();
        ReadFormat(vocabularies);
        if (vocabularies.HasFlag(Vocabularies.Applicator))
            ReadApplicators();
        if (Find("$ref", out var reference))
            _keywords.Add(compiler.Reference(place, Text("$ref", reference)));
        if (Find("$dynamicRef", out var dynamicReference))
            _keywords.Add(compiler.DynamicReference(place, Text("$dynamicRef", dynamicReference)));
        if (vocabularies.HasFlag(Vocabularies.Unevaluated))
            ReadUnevaluated();
        return [.. _keywords];
    }

    private void ReadValidation()
    {
        if (Find("type", out var type))
            _keywords.Add(new TypeKeyword(Types(type)));
        if (Find("const", out var constant))
            _keywords.Add(new EnumKeyword([constant]));
        if (Find("enum", out var values))
            _keywords.Add(new EnumKeyword([.. List("enum", values)]));
        Bounds("minimum", "exclusiveMinimum", upper: false);
        Bounds("maximum", "exclusiveMaximum", upper: true);
        if (Find("multipleOf", out var divisor))
        {
            if (divisor.ValueKind != JsonValueKind.Number || !JsonNumber.Of(divisor).IsPositive)
                throw place.Error("multipleOf", "must be a number greater than 0");
            _keywords.Add(new MultipleOfKeyword(divisor));
        }
        if (Range("minLength", "maxLength") is var (minLength, maxLength))
            _keywords.Add(new LengthKeyword(minLength, maxLength));
        if (Find("pattern", out var pattern))
            _keywords.Add(new PatternKeyword(Pattern("pattern", Text("pattern", pattern))));
        if (Range("minItems", "maxItems") is var (minItems, maxItems))
            _keywords.Add(new CountKeyword(JsonValueKind.Array, minItems, maxItems));
        if (Find("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True)
            _keywords.Add(new UniqueItemsKeyword());
        if (Find("required", out var required))
            _keywords.Add(new RequiredKeyword(Names("required", required), Declared()));
        if (Range("minProperties", "maxProperties") is var (minProperties, maxProperties))
            _keywords.Add(new CountKeyword(JsonValueKind.Object, minProperties, maxProperties));
        if (Find("dependentRequired", out var dependentRequired))
            ReadDependentRequired("dependentRequired", dependentRequired);
    }

    private HashSet<string>? Declared()
    {
        if (Find("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False)
            return null;
        return Find("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? [.. properties.EnumerateObject().Select(property => property.Name)] : [];
    }

    private void ReadFormat(Vocabularies vocabularies)
    {
        if (!Find("format", out var format) || format.ValueKind != JsonValueKind.String)
            return;
        var assertion = vocabularies.HasFlag(Vocabularies.FormatAssertion) ? FormatAssertion.Strict : compiler.Options.Formats;
        if (Format.Find(format.GetString()!, assertion) is { } known)
            _keywords.Add(new FormatKeyword(known));
    }

    private void ReadApplicators()
    {
        ReadMembers();
        if (One("propertyNames") is { } names)
            _keywords.Add(new PropertyNamesKeyword(names));
        ReadItems();
        if (One("contains") is { } contains)
        {
            var counts = place.Resource.Vocabularies.HasFlag(Vocabularies.Validation);
            var (min, max) = counts ? (Count("minContains"), Count("maxContains")) : (null, null);
            _keywords.Add(new ContainsKeyword(contains, min ?? 1, max ?? int.MaxValue));
        }
        if (Many("allOf") is { } allOf)
            _keywords.Add(new AllOfKeyword(allOf));
        if (Many("anyOf") is { } anyOf)
            _keywords.Add(new AnyOfKeyword(anyOf));
        if (Many("oneOf") is { } oneOf)
            _keywords.Add(new OneOfKeyword(oneOf));
        if (One("not") is { } not)
            _keywords.Add(new NotKeyword(not));
        if (One("if") is { } condition)
            _keywords.Add(new IfKeyword(condition, One("then"), One("else")));
        if (Map("dependentSchemas") is { Count: > 0 } dependents)
            _keywords.Add(new DependentSchemasKeyword(dependents));
        if (Find("dependencies", out var dependencies))
            ReadDependencies(dependencies);
    }

    private void ReadMembers()
    {
        var properties = Map("properties");
        var patterns = Map("patternProperties");
        var additional = One("additionalProperties");
        if (properties.Count == 0 && patterns.Count == 0 && additional is null)
            return;
        var compiled = new (SchemaPattern, SchemaNode)[patterns.Count];
        for (var i = 0; i < compiled.Length; i++)
            compiled[i] = (Pattern("patternProperties", patterns[i].Key), patterns[i].Value);
        _keywords.Add(new MembersKeyword(properties, compiled, additional));
    }

    private void ReadItems()
    {
        // Older drafts: a list under "items", and "additionalItems" for the rest.
        var isOld = Find("items", out var items) && items.ValueKind == JsonValueKind.Array;
        var prefix = Many(isOld ? "items" : "prefixItems");
        var rest = One(isOld ? "additionalItems" : "items");
        if (prefix is not null || rest is not null)
            _keywords.Add(new ItemsKeyword(prefix ?? [], rest));
    }

    private void ReadUnevaluated()
    {
        if (One("unevaluatedItems") is { } items)
            _keywords.Add(new UnevaluatedItemsKeyword(items));
        if (One("unevaluatedProperties") is { } properties)
            _keywords.Add(new UnevaluatedPropertiesKeyword(properties));
    }

    /// <summary>How older drafts wrote both dependent keywords.</summary>
    private void ReadDependencies(JsonElement dependencies)
    {
        if (dependencies.ValueKind != JsonValueKind.Object)
            throw place.Error("dependencies", "must be an object");
        if (Map("dependencies") is { Count: > 0 } schemas)
            _keywords.Add(new DependentSchemasKeyword(schemas));
        ReadDependentRequired("dependencies", dependencies);
    }

    private void ReadDependentRequired(string keyword, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw place.Error(keyword, "must be an object of lists of names");
        var dependencies = new List<(string, string[])>();
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array || keyword == "dependentRequired")
                dependencies.Add((member.Name, Names(keyword, member.Value)));
        }
        if (dependencies.Count > 0)
            _keywords.Add(new DependentRequiredKeyword(dependencies));
    }

    private bool Find(string keyword, out JsonElement value) => place.Element.TryGetProperty(keyword, out value);

    private SchemaNode? One(string keyword) => Find(keyword, out var value)
        ? value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False
            ? compiler.Child(place, keyword)
            : throw place.Error(keyword, $"must be a schema (an object, true or false), not {ValueText.Of(value)}")
        : null;

    private SchemaNode[]? Many(string keyword)
    {
        if (!Find(keyword, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
            throw place.Error(keyword, "must be a list of at least one schema");
        var nodes = new SchemaNode[value.GetArrayLength()];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = compiler.Child(place, keyword + "/" + i);
        return nodes;
    }

    private List<KeyValuePair<string, SchemaNode>> Map(string keyword)
    {
        var nodes = new List<KeyValuePair<string, SchemaNode>>();
        if (!Find(keyword, out var value))
            return nodes;
        if (value.ValueKind != JsonValueKind.Object)
            throw place.Error(keyword, $"must be an object of schemas, not {ValueText.Of(value)}");
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array)
                nodes.Add(new(member.Name, compiler.Child(place, keyword + "/" + SchemaPlace.Token(member.Name))));
            else if (keyword != "dependencies")
                throw place.Error(keyword, $"has a list for \"{member.Name}\" where a schema must be");
        }
        return nodes;
    }

    private void Bounds(string inclusive, string exclusive, bool upper)
    {
        // Draft 4 wrote "exclusiveMinimum": true beside the bound.
        var isOld = Find(exclusive, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False;
        Bound(inclusive, upper, exclusive: isOld && flag.ValueKind == JsonValueKind.True);
        if (!isOld)
            Bound(exclusive, upper, exclusive: true);
    }

    private void Bound(string keyword, bool upper, bool exclusive)
    {
        if (!Find(keyword, out var bound))
            return;
        if (bound.ValueKind != JsonValueKind.Number)
            throw place.Error(keyword, $"must be a number, not {ValueText.Of(bound)}");
        _keywords.Add(new BoundKeyword(bound, upper, exclusive));
    }

    private (int Min, int Max)? Range(string min, string max)
    {
        var (lower, upper) = (Count(min), Count(max));
        return lower is null && upper is null ? null : (lower ?? 0, upper ?? int.MaxValue);
    }

    private int? Count(string keyword)
    {
        if (!Find(keyword, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && JsonNumber.Of(value).TryGetCount(out var count)
            ? count
            : throw place.Error(keyword, $"must be a whole number from 0, not {ValueText.Of(value)}");
    }

    private JsonTypes Types(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return OneType(value);
        var types = JsonTypes.None;
        foreach (var type in value.EnumerateArray())
            types |= OneType(type);
        return types == JsonTypes.None ? throw place.Error("type", "must name at least one type") : types;
    }

    private JsonTypes OneType(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && JsonTypeNames.TryParse(value.GetString(), out var type))
            return type;
        var message = $"must be one of {string.Join(", ", JsonTypeNames.All)}, not {ValueText.Of(value)}";
        if (value.ValueKind == JsonValueKind.String && NearestName.Find(value.GetString()!, JsonTypeNames.All) is { } nearest)
            message += $"; did you mean '{nearest}'?";
        throw place.Error("type", message);
    }

    private string[] Names(string keyword, JsonElement value)
    {
        var names = new List<string>();
        foreach (var name in List(keyword, value))
            names.Add(Text(keyword, name));
        return [.. names];
    }

    private JsonElement.ArrayEnumerator List(string keyword, JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray()
        : throw place.Error(keyword, $"must be a list, not {ValueText.Of(value)}");

    private string Text(string keyword, JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw place.Error(keyword, $"must be a string, not {ValueText.Of(value)}");

    private SchemaPattern Pattern(string keyword, string source)
    {
        try
        {
            return new SchemaPattern(source);
        }
        catch (ArgumentException e)
        {
            throw place.Error(keyword, $"has the pattern {ValueText.Shorten(source)}, which is no regular expression that can be used: {e.Message}");
        }
    }
}
