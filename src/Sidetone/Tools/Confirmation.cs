using System.Text.Json;

namespace Sidetone.Tools;

/// <summary>The argument with which a model says that it repeats a call on purpose. It is in the schema that a model is shown,
/// and never reaches the tool.</summary>
internal static class Confirmation
{
    public const string Name = "confirm_duplicate";

    private const string Description = "Set to true only to repeat, on purpose, a call that was just made.";

    /// <summary>The schema with the argument.</summary>
    /// <param name="schema">An object schema.</param>
    /// <param name="strict">The closed profile: the argument is required, and null stands for false.</param>
    public static JsonElement AddTo(JsonElement schema, bool strict)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            var hasProperties = false;
            foreach (var keyword in schema.EnumerateObject())
            {
                writer.WritePropertyName(keyword.Name);
                if (keyword.NameEquals("properties"))
                {
                    hasProperties = true;
                    WriteProperties(writer, keyword.Value, strict);
                }
                else if (keyword.NameEquals("required") && strict)
                {
                    WriteRequired(writer, keyword.Value);
                }
                else
                {
                    keyword.Value.WriteTo(writer);
                }
            }
            if (!hasProperties)
            {
                writer.WritePropertyName("properties");
                WriteProperties(writer, default, strict);
            }
            writer.WriteEndObject();
        }
        return JsonElement.Parse(stream.ToArray());
    }

    /// <summary>Takes the argument out of a call's arguments.</summary>
    /// <param name="arguments">A JSON object; anything else is left as it is.</param>
    /// <returns>Whether it was there, and true.</returns>
    public static bool TakeFrom(ref ReadOnlyMemory<byte> arguments)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(arguments.Span);
        }
        catch (JsonException)
        {
            return false;
        }
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Name, out var confirmation))
            return false;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var member in root.EnumerateObject())
            {
                if (!member.NameEquals(Name))
                    member.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        arguments = stream.ToArray();
        return confirmation.ValueKind == JsonValueKind.True;
    }

    private static void WriteProperties(Utf8JsonWriter writer, JsonElement properties, bool strict)
    {
        writer.WriteStartObject();
        if (properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
                property.WriteTo(writer);
        }
        writer.WriteStartObject(Name);
        if (strict)
        {
            writer.WriteStartArray("type");
            writer.WriteStringValue("boolean");
            writer.WriteStringValue("null");
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteString("type", "boolean");
        }
        writer.WriteString("description", Description);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteRequired(Utf8JsonWriter writer, JsonElement required)
    {
        writer.WriteStartArray();
        foreach (var name in required.EnumerateArray())
            name.WriteTo(writer);
        writer.WriteStringValue(Name);
        writer.WriteEndArray();
    }
}
