using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>Writing members that may be absent: a null on this wire ends some clients, so what is not there is not written.</summary>
internal static class WireJson
{
    /// <summary>A frame is no HTML: quotes and other scripts need no <c>\u</c> escapes. Unchecked, because the parts are JSON already and
    /// may be deeper than the writer would check.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The frame without the mark that some writers put in front of UTF-8.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, write);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(IBufferWriter<byte> buffer, Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        using var json = new Utf8JsonWriter(buffer, Options);
        write(json);
    }

    extension(Utf8JsonWriter json)
    {
        public void WriteIfAny(ReadOnlySpan<byte> name, string? text)
        {
            if (text is not null)
                json.WriteString(name, text);
        }

        public void WriteIfAny(ReadOnlySpan<byte> name, long? number)
        {
            if (number is { } value)
                json.WriteNumber(name, value);
        }

        public void WriteIfAny(ReadOnlySpan<byte> name, double? number)
        {
            if (number is { } value)
                json.WriteNumber(name, value);
        }

        public void WriteIfAny(ReadOnlySpan<byte> name, bool? flag)
        {
            if (flag is { } value)
                json.WriteBoolean(name, value);
        }

        public void WriteIfAny(ReadOnlySpan<byte> name, JsonText value)
        {
            if (value.IsEmpty)
                return;
            json.WritePropertyName(name);
            json.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
        }

        public void WriteIfAny(ReadOnlySpan<byte> name, IReadOnlyList<string>? texts)
        {
            if (texts is null)
                return;
            json.WriteStartArray(name);
            foreach (var text in texts)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }

        public void WriteNumbers(ReadOnlySpan<byte> name, IReadOnlyList<long> numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }

        public void WriteIfAny(ReadOnlySpan<byte> name, IWritable? part)
        {
            if (part is null)
                return;
            json.WritePropertyName(name);
            part.WriteTo(json);
        }

        public void WriteIfAny(ReadOnlySpan<byte> name, IReadOnlyList<IWritable>? parts)
        {
            if (parts is null)
                return;
            json.WriteStartArray(name);
            foreach (var part in parts)
                part.WriteTo(json);
            json.WriteEndArray();
        }

        /// <summary>An object is never null on this wire.</summary>
        public void WriteObject(ReadOnlySpan<byte> name, JsonText value) =>
            json.WriteIfAny(name, value.IsEmpty || value.Utf8.Span.SequenceEqual("null"u8) ? JsonText.EmptyObject : value);

        /// <summary>The members that were kept because nobody knew them.</summary>
        public void WriteRest(JsonText rest)
        {
            if (!rest.IsEmpty)
                new Members(rest.Utf8.Span, stackalloc Member[16]).CopyTo(json);
        }
    }
}
