using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Tools;

/// <summary>Arguments as they come from a chat client or a caller, a dictionary of anything, as UTF-8 JSON.</summary>
internal static class ArgumentText
{
    /// <summary>The additional property of a call that carries what a model wrote, where its client could not read that.</summary>
    public const string RawProperty = "sidetone.arguments";

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;
    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    /// <summary>Writes the arguments. The bytes are valid until the next call on this thread.</summary>
    public static ReadOnlyMemory<byte> Write(IEnumerable<KeyValuePair<string, object?>>? arguments)
    {
        if (arguments is null)
            return "{}"u8.ToArray();
        var buffer = t_buffer ??= new(256);
        buffer.ResetWrittenCount();
        var writer = t_writer ??= new(buffer);
        writer.Reset(buffer);
        writer.WriteStartObject();
        foreach (var (name, value) in arguments)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Any value as JSON.</summary>
    /// <exception cref="NotSupportedException">It cannot be written.</exception>
    public static string Write(object value)
    {
        var buffer = t_buffer ??= new(256);
        buffer.ResetWrittenCount();
        var writer = t_writer ??= new(buffer);
        writer.Reset(buffer);
        Write(writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the validated arguments of a call, in canonical form.</summary>
    public static byte[] Write(BoundCall bound)
    {
        var buffer = t_buffer ??= new(256);
        buffer.ResetWrittenCount();
        var writer = t_writer ??= new(buffer);
        writer.Reset(buffer);
        bound.WriteArguments(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case JsonElement element: element.WriteTo(writer); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            default: JsonSerializer.Serialize(writer, value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())); break;
        }
    }
}
