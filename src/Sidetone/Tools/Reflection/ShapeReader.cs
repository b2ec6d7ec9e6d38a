using System.Text;
using System.Text.Json;
using Sidetone.Generated;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>Does what generated readers do, by looking at the shape: reads leniently, checks, and writes what it read in the one strict form
/// that a serializer takes without another thought.</summary>
internal sealed class ShapeReader(EquatableArray<ShapeDefinition> definitions)
{
    private static readonly JsonWriterOptions s_options = new() { SkipValidation = true };

    /// <summary>The value of each member that was there, as JSON.</summary>
    public byte[]?[] ReadMembers(ref ArgumentReader reader, EquatableArray<ShapeMember> members, string? skipped)
    {
        var values = new byte[]?[members.Count];
        while (reader.NextProperty())
        {
            var mark = reader.Mark;
            var found = Find(ref reader, members);
            if (found >= 0)
            {
                var member = members[found];
                // Null stands for the default.
                values[found] = !member.IsRequired && reader.IsNull ? null : Value(ref reader, member.Shape);
                if (reader.IsGood(mark) && values[found] is { } json)
                    LimitReader.Check(ref reader, json, member.Shape, member.Limits);
                reader.Leave(mark, member.Name);
            }
            else if (skipped is not null && reader.IsProperty(Encoding.UTF8.GetBytes(skipped)))
            {
                reader.Skip();
            }
            else
            {
                reader.UnknownProperty([.. members.Select(m => m.Name)]);
            }
        }
        for (var i = 0; i < values.Length; i++)
        {
            if (members[i].IsRequired && values[i] is null)
                reader.Missing(members[i].Name);
        }
        return values;
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

    private byte[] Value(ref ArgumentReader reader, Shape shape)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            if (shape.IsNullable && reader.IsNull)
                writer.WriteNullValue();
            else
                Write(ref reader, shape, writer);
        }
        return buffer.ToArray();
    }

    private void Write(ref ArgumentReader reader, Shape shape, Utf8JsonWriter writer)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Enum:
                var names = definitions[shape.Definition].Names;
                var index = reader.ReadName([.. names.Select(n => n.Name)]);
                writer.WriteStringValue(index < 0 ? "" : names[index].Name);
                break;
            case ShapeKind.Object:
                Object(ref reader, definitions[shape.Definition], writer);
                break;
            case ShapeKind.Union:
                Union(ref reader, definitions[shape.Definition], writer);
                break;
            case ShapeKind.List:
                List(ref reader, shape.Item!, writer);
                break;
            case ShapeKind.Map:
                Map(ref reader, shape.Item!, writer);
                break;
            default:
                ScalarReader.Write(ref reader, shape.Kind, writer);
                break;
        }
    }

    private void Object(ref ArgumentReader reader, ShapeDefinition definition, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (definition.Discriminator is not null)
        {
            writer.WritePropertyName(definition.Discriminator);
            writer.WriteRawValue(definition.DiscriminatorValue!);
        }
        if (reader.BeginObject())
        {
            var values = ReadMembers(ref reader, definition.Members, definition.Discriminator);
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] is { } json)
                {
                    writer.WritePropertyName(definition.Members[i].Name);
                    writer.WriteRawValue(json, skipInputValidation: true);
                }
            }
        }
        writer.WriteEndObject();
    }

    private void Union(ref ArgumentReader reader, ShapeDefinition definition, Utf8JsonWriter writer)
    {
        string[] values = [.. definition.Cases.Select(c => JsonText.Unquote(definitions[c].DiscriminatorValue!))];
        var found = Array.IndexOf(values, reader.FindCase(definition.Discriminator!, values));
        if (found >= 0)
        {
            Object(ref reader, definitions[definition.Cases[found]], writer);
        }
        else
        {
            reader.Skip();
            writer.WriteNullValue();
        }
    }

    private void List(ref ArgumentReader reader, Shape item, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        if (reader.BeginList())
        {
            for (var i = 0; reader.NextItem(); i++)
            {
                var mark = reader.Mark;
                writer.WriteRawValue(Value(ref reader, item), skipInputValidation: true);
                reader.Leave(mark, i);
            }
        }
        writer.WriteEndArray();
    }

    private void Map(ref ArgumentReader reader, Shape item, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (reader.BeginObject())
        {
            while (reader.NextProperty())
            {
                var mark = reader.Mark;
                var key = reader.ReadKey();
                writer.WritePropertyName(key);
                writer.WriteRawValue(Value(ref reader, item), skipInputValidation: true);
                reader.Leave(mark, key);
            }
        }
        writer.WriteEndObject();
    }
}
