using System.Text;

namespace Sidetone.Tools.Shapes;

/// <summary>Writes the JSON schema of a tool's parameters. The generator and <c>Tool.Create</c> share this file, so their schemas cannot drift.</summary>
/// <remarks>Two profiles. The plain one says what is optional and what its default is. The strict one is what providers can force
/// a model to keep: closed objects, every property required, null standing for a default, no keyword that they refuse.
/// Recursive types go to <c>$defs</c>; all others are written where they are used, which models read more easily.</remarks>
internal sealed class SchemaWriter
{
    private readonly StringBuilder _json = new();
    private readonly EquatableArray<ShapeDefinition> _definitions;
    private readonly bool _strict;
    private readonly List<int> _referenced = [];
    private readonly Dictionary<int, bool> _recursive = [];

    private SchemaWriter(EquatableArray<ShapeDefinition> definitions, bool strict)
    {
        _definitions = definitions;
        _strict = strict;
    }

    public static string Write(EquatableArray<ShapeMember> parameters, EquatableArray<ShapeDefinition> definitions, bool strict)
    {
        var writer = new SchemaWriter(definitions, strict);
        writer._json.Append('{');
        writer.ObjectBody(parameters, discriminator: null, discriminatorValue: null);
        writer.Definitions();
        return writer._json.Append('}').ToString();
    }

    private void Definitions()
    {
        if (_referenced.Count == 0)
            return;
        _json.Append(",\"$defs\":{");
        for (var i = 0; i < _referenced.Count; i++)
        {
            if (i > 0)
                _json.Append(',');
            JsonText.AppendQuoted(_json, NameOf(_referenced[i])).Append(':');
            Definition(_referenced[i], nullable: false, description: "");
        }
        _json.Append('}');
    }

    private void ObjectBody(EquatableArray<ShapeMember> members, string? discriminator, string? discriminatorValue)
    {
        _json.Append("\"type\":\"object\",\"properties\":{");
        var first = true;
        if (discriminator is not null)
        {
            JsonText.AppendQuoted(_json, discriminator).Append(":{");
            if (_strict)
                _json.Append("\"type\":").Append(discriminatorValue![0] == '"' ? "\"string\"," : "\"integer\",");
            _json.Append("\"const\":").Append(discriminatorValue).Append('}');
            first = false;
        }
        foreach (var member in members)
        {
            if (!first)
                _json.Append(',');
            first = false;
            JsonText.AppendQuoted(_json, member.Name).Append(':');
            Member(member);
        }
        _json.Append('}');
        Required(members, discriminator);
        if (_strict)
            _json.Append(",\"additionalProperties\":false");
    }

    private void Required(EquatableArray<ShapeMember> members, string? discriminator)
    {
        var names = members.Where(m => _strict || m.IsRequired).Select(m => m.Name);
        if (discriminator is not null)
            names = new[] { discriminator }.Concat(names);
        var list = string.Join(",", names.Select(JsonText.Quote));
        if (list.Length > 0)
            _json.Append(",\"required\":[").Append(list).Append(']');
    }

    private void Member(ShapeMember member)
    {
        var nullable = member.Shape.IsNullable || (_strict && !member.IsRequired);
        Value(member.Shape, nullable, member.Description, member.Limits, _strict ? null : member.DefaultJson);
    }

    private void Value(Shape shape, bool nullable, string description, ShapeLimits limits, string? defaultJson)
    {
        if (shape.Kind is ShapeKind.Object or ShapeKind.Union)
        {
            if (IsRecursive(shape.Definition))
                Reference(shape.Definition, nullable, description);
            else
                Definition(shape.Definition, nullable, description);
            return;
        }
        _json.Append('{');
        var start = _json.Length;
        if (JsonType(shape.Kind) is { } type)
            _json.Append(nullable ? $"\"type\":[\"{type}\",\"null\"]" : $"\"type\":\"{type}\"");
        Describe(description.Length > 0 ? description : shape.Definition >= 0 ? _definitions[shape.Definition].Description : "", start);
        Enumeration(shape, nullable, limits);
        Facets.Append(_json, shape, limits, _strict);
        if (shape.Kind == ShapeKind.List)
        {
            _json.Append(",\"items\":");
            Value(shape.Item!, shape.Item!.IsNullable, "", ShapeLimits.None, null);
        }
        else if (shape.Kind == ShapeKind.Map)
        {
            _json.Append(",\"additionalProperties\":");
            Value(shape.Item!, shape.Item!.IsNullable, "", ShapeLimits.None, null);
        }
        if (defaultJson is not null)
            _json.Append(_json.Length == start ? "" : ",").Append("\"default\":").Append(defaultJson);
        _json.Append('}');
    }

    private void Enumeration(Shape shape, bool nullable, ShapeLimits limits)
    {
        IEnumerable<string> values = limits.Allowed;
        if (shape.Kind == ShapeKind.Enum)
        {
            // What is denied or not allowed of an enum need not be offered at all.
            values = _definitions[shape.Definition].Names.Select(n => JsonText.Quote(n.Name))
                .Where(n => (limits.Allowed.Count == 0 || limits.Allowed.Contains(n)) && !limits.Denied.Contains(n));
        }
        if (shape.Kind != ShapeKind.Enum && limits.Allowed.Count == 0)
            return;
        var list = values.ToList();
        if (nullable && !list.Contains("null"))
            list.Add("null");
        _json.Append(",\"enum\":[").Append(string.Join(",", list)).Append(']');
    }

    private void Reference(int definition, bool nullable, string description)
    {
        if (!_referenced.Contains(definition))
            _referenced.Add(definition);
        var reference = "{\"$ref\":" + JsonText.Quote("#/$defs/" + NameOf(definition)) + "}";
        if (!nullable && description.Length == 0)
        {
            _json.Append(reference);
            return;
        }
        // Nothing may stand beside a $ref in the strict profile, so it goes one level down.
        _json.Append('{');
        Describe(description, _json.Length);
        _json.Append(description.Length > 0 ? "," : "").Append("\"anyOf\":[").Append(reference);
        _json.Append(nullable ? ",{\"type\":\"null\"}]}" : "]}");
    }

    private void Definition(int index, bool nullable, string description)
    {
        var definition = _definitions[index];
        if (description.Length == 0)
            description = definition.Description;
        _json.Append('{');
        Describe(description, _json.Length);
        _json.Append(description.Length > 0 ? "," : "");
        if (definition.Kind == ShapeKind.Object && !nullable)
        {
            ObjectBody(definition.Members, definition.Discriminator, definition.DiscriminatorValue);
        }
        else
        {
            _json.Append("\"anyOf\":[");
            if (definition.Kind == ShapeKind.Object)
            {
                _json.Append('{');
                ObjectBody(definition.Members, definition.Discriminator, definition.DiscriminatorValue);
                _json.Append('}');
            }
            for (var i = 0; i < definition.Cases.Count; i++)
            {
                if (i > 0)
                    _json.Append(',');
                Value(new Shape(ShapeKind.Object, "") { Definition = definition.Cases[i] }, nullable: false, "", ShapeLimits.None, null);
            }
            _json.Append(nullable ? ",{\"type\":\"null\"}]" : "]");
        }
        _json.Append('}');
    }

    private void Describe(string description, int start)
    {
        if (description.Length > 0)
            JsonText.AppendQuoted(_json.Append(_json.Length == start ? "" : ",").Append("\"description\":"), description);
    }

    // Two types of one name are told apart by a number, in the order in which they are met.
    private string NameOf(int definition)
    {
        var name = _definitions[definition].Name;
        var twins = _referenced.TakeWhile(d => d != definition).Count(d => _definitions[d].Name == name);
        return twins == 0 ? name : name + (twins + 1);
    }

    private bool IsRecursive(int definition)
    {
        if (!_recursive.TryGetValue(definition, out var recursive))
            _recursive[definition] = recursive = ShapeWalk.Reaches(_definitions, definition, definition);
        return recursive;
    }

    private static string? JsonType(ShapeKind kind) => kind switch
    {
        ShapeKind.Boolean => "boolean",
        >= ShapeKind.SByte and <= ShapeKind.UInt64 => "integer",
        ShapeKind.Single or ShapeKind.Double or ShapeKind.Decimal => "number",
        ShapeKind.List => "array",
        ShapeKind.Map => "object",
        ShapeKind.JsonElement or ShapeKind.JsonNode or ShapeKind.Custom => null,
        _ => "string",
    };
}
