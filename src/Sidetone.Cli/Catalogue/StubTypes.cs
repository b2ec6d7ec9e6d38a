using System.Text;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.Cli.Catalogue;

/// <summary>The C# types of stored arguments, and the enums and records that they need, nested in the class.</summary>
internal sealed class StubTypes(HashSet<string> taken)
{
    private readonly StringBuilder _declared = new();

    public string Declarations => _declared.ToString();

    /// <summary>The type of a value. What has no type of its own is a <c>JsonElement</c>.</summary>
    /// <param name="schema">What is stored.</param>
    /// <param name="name">What a type that is declared for it is called.</param>
    public string Of(PropertySchema? schema, string name) => schema switch
    {
        ObjectSchema { IsOpen: true } => "IReadOnlyDictionary<string, JsonElement>",
        ObjectSchema whole => Record(whole, name),
        ArraySchema list => $"IReadOnlyList<{Of(list.Items, name + "Item")}>",
        LiteralSchema literal => Literal(literal, name),
        _ => "JsonElement",
    };

    /// <summary>Required ones first, and of those only what the model gives.</summary>
    public static List<(string Name, PropertySchema Schema, bool IsRequired)> Given(ObjectSchema? schema)
    {
        var given = (schema?.Properties ?? new Dictionary<string, PropertySchema>())
            .Where(property => property.Value.IsFromModel)
            .Select(property => (property.Key, property.Value, schema!.Required.Contains(property.Key)));
        return [.. given.OrderByDescending(property => property.Item3)];
    }

    private string Literal(LiteralSchema literal, string name)
    {
        var types = literal.Types.Where(type => type.Value != "null").ToList();
        return (types.Count == 1 ? types[0].Value : "") switch
        {
            "string" => literal.Enum.Count > 0 ? Enumeration(literal, name) : "string",
            "integer" => "long",
            "number" => "double",
            "boolean" => "bool",
            _ => "JsonElement",
        };
    }

    private string Enumeration(LiteralSchema literal, string name)
    {
        name = CSharpName.Unique(name, taken);
        var members = new HashSet<string>();
        _declared.Append($"\n    public enum {name}\n    {{\n");
        foreach (var value in literal.Enum.Distinct(StringComparer.Ordinal))
        {
            var member = CSharpName.Unique(CSharpName.Pascal(value), members);
            if (member != value)
                _declared.Append($"        [JsonStringEnumMemberName({CSharpName.Literal(value)})]\n");
            _declared.Append($"        {member},\n");
        }
        _declared.Append("    }\n");
        return name;
    }

    private string Record(ObjectSchema schema, string name)
    {
        name = CSharpName.Unique(name, taken);
        var members = new HashSet<string> { name, "EqualityContract", "Equals", "GetHashCode", "ToString", "PrintMembers", "GetType", "Deconstruct", "MemberwiseClone", "Finalize", "Clone" };
        var (comments, parameters) = (new StringBuilder(), new List<string>());
        foreach (var (key, property, isRequired) in Given(schema))
        {
            var member = CSharpName.Unique(CSharpName.Pascal(key), members);
            comments.Append(StubDescription.Comment($"param name=\"{member}\"", property.Description, "    "));
            parameters.Add($"{StubDescription.Attribute(property.Description, " ")}[property: JsonPropertyName({CSharpName.Literal(key)})] {Of(property, name + member)}{(isRequired ? "" : "?")} {member}{(isRequired ? "" : " = null")}");
        }
        _declared.Append($"\n{comments}    public sealed record {name}({string.Concat(parameters.Select((parameter, i) => (i > 0 ? "," : "") + "\n        " + parameter))});\n");
        return name;
    }
}
