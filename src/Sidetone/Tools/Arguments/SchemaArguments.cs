using System.Text.Json;
using System.Text.Unicode;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tools.Arguments;

/// <summary>The arguments of a tool that is described by a schema alone: completed, made canonical, validated.</summary>
internal sealed class SchemaArguments
{
    private static readonly JsonSchemaOptions s_options = new() { Formats = FormatAssertion.Tolerant };

    private readonly JsonSchema _schema;
    private readonly ArgumentShape _shape;

    private SchemaArguments(JsonElement schema, byte[] text)
    {
        _schema = JsonSchema.Compile(schema, s_options);
        _shape = ArgumentShape.Of([_schema.Root]);
        Schema = text;
    }

    /// <summary>The schema as a model is shown it: without white space, and with its type.</summary>
    public ReadOnlyMemory<byte> Schema { get; }

    /// <exception cref="ArgumentException">The schema cannot describe arguments; the message says what to change.</exception>
    public static SchemaArguments Of(string tool, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException(
                $"The schema of tool '{tool}' must be a JSON object such as {{\"type\":\"object\",\"properties\":{{…}}}}, not {schema.ValueKind}.", nameof(schema));
        }
        var hasType = schema.TryGetProperty("type", out var type);
        if (hasType && !(type.ValueKind == JsonValueKind.String && type.ValueEquals("object"u8)))
        {
            throw new ArgumentException(
                $"The schema of tool '{tool}' describes {ValueText.Shorten(type.GetRawText())}, but arguments are always an object. "
                + "Use \"type\": \"object\" and put the value into a property.", nameof(schema));
        }
        try
        {
            var text = Normalize(schema, hasType);
            return new(JsonElement.Parse(text), text);
        }
        catch (Exception e) when (e is JsonSchemaException or InvalidOperationException)
        {
            throw new ArgumentException($"The schema of tool '{tool}' cannot be used. {e.Message.TrimEnd('.')}.", nameof(schema), e);
        }
    }

    /// <summary>Reads, completes and validates arguments.</summary>
    /// <returns>Null after at least one error was reported.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public ValidArguments? Bind(ReadOnlyMemory<byte> arguments, ArgumentErrors errors)
    {
        if (!Utf8.IsValid(arguments.Span))
            throw new JsonException("The arguments are not UTF-8.");
        using var document = JsonDocument.Parse(arguments);
        var before = errors.Count;
        byte[] canonical;
        try
        {
            canonical = Complete(document.RootElement, errors);
        }
        catch (InvalidOperationException)
        {
            errors.Add("", "hold text that is not valid Unicode");
            return null;
        }
        if (errors.Count > before)
            return null;
        var value = JsonElement.Parse(canonical);
        return _schema.Validate(value, errors) ? new(canonical, value) : null;
    }

    private byte[] Complete(JsonElement arguments, ArgumentErrors errors)
    {
        using var writer = CanonicalWriter.Rent();
        new ArgumentCompletion(errors).Write(arguments, _shape, writer, fillsDefaults: true);
        return writer.Written.ToArray();
    }

    private static byte[] Normalize(JsonElement schema, bool hasType)
    {
        using var writer = CanonicalWriter.Rent();
        writer.Json.WriteStartObject();
        // Every provider asks for it, and some servers leave it out.
        if (!hasType)
            writer.Json.WriteString("type"u8, "object"u8);
        foreach (var member in schema.EnumerateObject())
            member.WriteTo(writer.Json);
        writer.Json.WriteEndObject();
        return writer.Written.ToArray();
    }
}
