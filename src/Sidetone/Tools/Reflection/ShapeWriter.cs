using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sidetone.Generated;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>Writes arguments in their canonical form, as generated writers do.</summary>
[RequiresUnreferencedCode("Reflects over the types of parameters.")]
internal sealed class ShapeWriter(EquatableArray<ShapeDefinition> definitions, IReadOnlyList<ReflectedObject?> objects)
{
    public void Write(Utf8JsonWriter writer, Shape shape, object? value)
    {
        switch (shape.Kind)
        {
            case var _ when value is null:
                writer.WriteNullValue();
                break;
            case ShapeKind.Enum:
                writer.WriteStringValue(definitions[shape.Definition].Names
                    .FirstOrDefault(name => !name.IsAlias && value.Equals(Enum.Parse(value.GetType(), name.Member)))?.Name);
                break;
            case ShapeKind.Object:
                Object(writer, shape.Definition, value);
                break;
            case ShapeKind.Union:
                Object(writer, definitions[shape.Definition].Cases.First(c => objects[c]!.Type == value.GetType()), value);
                break;
            case ShapeKind.List:
                List(writer, shape, (IEnumerable)value);
                break;
            case ShapeKind.Map:
                Map(writer, shape, (IDictionary)value);
                break;
            default:
                Scalar(writer, value);
                break;
        }
    }

    private void Object(Utf8JsonWriter writer, int index, object value)
    {
        var definition = definitions[index];
        writer.WriteStartObject();
        if (definition.Discriminator is not null)
        {
            writer.WritePropertyName(definition.Discriminator);
            writer.WriteRawValue(definition.DiscriminatorValue!);
        }
        for (var i = 0; i < definition.Members.Count; i++)
        {
            writer.WritePropertyName(definition.Members[i].Name);
            Write(writer, definition.Members[i].Shape, objects[index]!.ValueOf(value, i));
        }
        writer.WriteEndObject();
    }

    private void List(Utf8JsonWriter writer, Shape shape, IEnumerable items)
    {
        writer.WriteStartArray();
        // An ImmutableArray that was never set throws when it is enumerated.
        if (shape.Form != CollectionForm.ImmutableArray || items.GetType().GetProperty("IsDefault")?.GetValue(items) is not true)
        {
            foreach (var item in items)
                Write(writer, shape.Item!, item);
        }
        writer.WriteEndArray();
    }

    private void Map(Utf8JsonWriter writer, Shape shape, IDictionary items)
    {
        writer.WriteStartObject();
        foreach (var key in ValueWriter.Sorted(items.Keys.Cast<string>()))
        {
            writer.WritePropertyName(key);
            Write(writer, shape.Item!, items[key]);
        }
        writer.WriteEndObject();
    }

    private static void Scalar(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case bool flag: writer.WriteBooleanValue(flag); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case float number: ValueWriter.WriteCanonical(writer, number); break;
            case double number: ValueWriter.WriteCanonical(writer, number); break;
            case decimal number: ValueWriter.WriteCanonical(writer, number); break;
            case char letter: ValueWriter.Write(writer, letter); break;
            case string text: writer.WriteStringValue(text); break;
            case DateTime time: writer.WriteStringValue(time); break;
            case DateTimeOffset time: writer.WriteStringValue(time); break;
            case DateOnly date: ValueWriter.Write(writer, date); break;
            case TimeOnly time: ValueWriter.Write(writer, time); break;
            case TimeSpan time: ValueWriter.Write(writer, time); break;
            case Guid id: writer.WriteStringValue(id); break;
            case Uri uri: ValueWriter.Write(writer, uri); break;
            case byte[] bytes: writer.WriteBase64StringValue(bytes); break;
            case JsonElement json: ValueWriter.Write(writer, json); break;
            default: ValueWriter.Write(writer, (JsonNode)value); break;
        }
    }
}
