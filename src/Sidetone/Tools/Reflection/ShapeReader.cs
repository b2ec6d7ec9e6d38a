using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Sidetone.Generated;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>Does what generated readers do, by looking at the shape.</summary>
[RequiresUnreferencedCode("Reflects over the types of parameters.")]
[RequiresDynamicCode("Reflects over the types of parameters.")]
internal sealed class ShapeReader(EquatableArray<ShapeDefinition> definitions, IReadOnlyList<ReflectedObject?> objects)
{
    private readonly ShapeWriter _writer = new(definitions, objects);

    /// <summary>The value of each member, and which were there.</summary>
    public (object?[] Values, bool[] Seen) ReadMembers(ref ArgumentReader reader, EquatableArray<ShapeMember> members, Func<int, Type> typeOf, string? skipped)
    {
        var values = new object?[members.Count];
        var given = new bool[members.Count];
        var seen = new bool[members.Count];     // and not with a null that stands for the default
        var isSkipped = false;
        while (reader.NextProperty())
        {
            var mark = reader.Mark;
            var found = Find(ref reader, members);
            if (found >= 0 && given[found])
            {
                reader.Repeated();
                reader.Leave(mark, members[found].Name);
            }
            else if (found >= 0)
            {
                var member = members[found];
                given[found] = true;
                seen[found] = member.IsRequired || member.Shape.IsNullable || !reader.IsNull;
                values[found] = seen[found] ? Value(ref reader, member.Shape, typeOf(found)) : null;
                if (reader.IsGood(mark) && seen[found] && member.Limits != ShapeLimits.None)
                    LimitReader.Check(ref reader, Canonical(member.Shape, values[found]), member.Shape, member.Limits);
                reader.Leave(mark, member.Name);
            }
            else if (skipped is not null && reader.IsProperty(Encoding.UTF8.GetBytes(skipped)))
            {
                if (isSkipped)
                    reader.Repeated();
                else
                    reader.Skip();
                isSkipped = true;
                reader.Leave(mark, skipped);
            }
            else
            {
                reader.UnknownProperty([.. members.Select(m => m.Name)]);
            }
        }
        for (var i = 0; i < values.Length; i++)
        {
            if (members[i].IsRequired && !seen[i])
                reader.Missing(members[i].Name);
        }
        return (values, seen);
    }

    private static int Find(ref ArgumentReader reader, EquatableArray<ShapeMember> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (reader.IsProperty(Encoding.UTF8.GetBytes(members[i].Name)))
                return i;
        }
        return -1;
    }

    private byte[] Canonical(Shape shape, object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            _writer.Write(writer, shape, value);
        return buffer.ToArray();
    }

    private object? Value(ref ArgumentReader reader, Shape shape, Type declared)
    {
        if (shape.IsNullable && reader.IsNull)
            return null;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        switch (shape.Kind)
        {
            case ShapeKind.Enum:
                var names = definitions[shape.Definition].Names;
                var index = reader.ReadName([.. names.Select(n => n.Name)]);
                return index < 0 ? null : Enum.Parse(type, names[index].Member);
            case ShapeKind.Object:
                return Object(ref reader, shape.Definition);
            case ShapeKind.Union:
                return Union(ref reader, definitions[shape.Definition]);
            case ShapeKind.List:
                return List(ref reader, shape, type.IsArray ? type.GetElementType()! : type.GenericTypeArguments[0]);
            case ShapeKind.Map:
                return Map(ref reader, shape, type.GenericTypeArguments[1]);
            default:
                return ScalarReader.Read(ref reader, shape.Kind);
        }
    }

    private object? Object(ref ArgumentReader reader, int index)
    {
        if (!reader.BeginObject())
            return null;
        var mark = reader.Mark;
        var definition = definitions[index];
        var made = objects[index]!;
        var (values, seen) = ReadMembers(ref reader, definition.Members, made.TypeOf, definition.Discriminator);
        return reader.IsGood(mark) ? made.Make(values, seen) : null;
    }

    private object? Union(ref ArgumentReader reader, ShapeDefinition definition)
    {
        string[] values = [.. definition.Cases.Select(c => JsonText.Unquote(definitions[c].DiscriminatorValue!))];
        var found = Array.IndexOf(values, reader.FindCase(definition.Discriminator!, values));
        if (found >= 0)
            return Object(ref reader, definition.Cases[found]);
        reader.Skip();
        return null;
    }

    private object List(ref ArgumentReader reader, Shape shape, Type itemType)
    {
        var items = new List<object?>();
        if (reader.BeginList())
        {
            for (var i = 0; reader.NextItem(); i++)
            {
                var mark = reader.Mark;
                items.Add(Value(ref reader, shape.Item!, itemType));
                reader.Leave(mark, i);
            }
        }
        return Collector.Of(itemType).List(shape.Form, items);
    }

    private object Map(ref ArgumentReader reader, Shape shape, Type itemType)
    {
        var items = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (reader.BeginObject())
        {
            while (reader.NextProperty())
            {
                var mark = reader.Mark;
                var key = reader.ReadKey();
                if (items.ContainsKey(key))
                    reader.Repeated();
                else
                    items.Add(key, Value(ref reader, shape.Item!, itemType));
                reader.Leave(mark, key);
            }
        }
        return Collector.Of(itemType).Map(items);
    }
}
