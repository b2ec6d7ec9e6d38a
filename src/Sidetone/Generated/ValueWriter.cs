using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Sidetone.Generated;

/// <summary>Writes the values that a <see cref="Utf8JsonWriter"/> does not know, or knows otherwise.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ValueWriter
{
    /// <summary>An ISO 8601 duration.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, TimeSpan value) => writer.WriteStringValue(XmlConvert.ToString(value));

    /// <summary>A text of one character.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, char value) => writer.WriteStringValue(new ReadOnlySpan<char>(in value));

    /// <summary>A date, <c>2026-03-14</c>.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, DateOnly value)
    {
        Span<char> text = stackalloc char[10];
        value.TryFormat(text, out var length, "yyyy-MM-dd");
        writer.WriteStringValue(text[..length]);
    }

    /// <summary>A time of day, <c>15:30:00</c>, with as many digits of a second as it has.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, TimeOnly value)
    {
        Span<char> text = stackalloc char[16];
        value.TryFormat(text, out var length, value.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.FFFFFFF");
        writer.WriteStringValue(text[..length]);
    }

    /// <summary>A URL as it was given.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, Uri value) => writer.WriteStringValue(value.OriginalString);

    /// <summary>JSON as it is; what was never set is null.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            writer.WriteNullValue();
        else
            value.WriteTo(writer);
    }

    /// <summary>JSON as it is.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, JsonNode? value)
    {
        if (value is null)
            writer.WriteNullValue();
        else
            value.WriteTo(writer);
    }

    /// <summary>A number of floating point. What JSON has no number for is its name: a handler that finished has a result.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc cref="Write(Utf8JsonWriter, double)"/>
    public static void Write(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A decimal without the zeros at its end: in canonical arguments 1 equals 1.0.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void WriteCanonical(Utf8JsonWriter writer, decimal value) =>
        writer.WriteNumberValue(value / 1.0000000000000000000000000000m);

    /// <summary>A number of floating point. Only a default may be none, and null stands for that.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    public static void WriteCanonical(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }

    /// <inheritdoc cref="WriteCanonical(Utf8JsonWriter, double)"/>
    public static void WriteCanonical(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }

    /// <summary>The keys of a dictionary in the one order of canonical arguments.</summary>
    /// <param name="keys">The keys.</param>
    public static string[] Sorted(IEnumerable<string> keys)
    {
        string[] sorted = [.. keys];
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }

    /// <summary>An enum's value without a name, which no reader would understand.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="value">The value.</param>
    public static string NoName<T>(T value) where T : struct, Enum =>
        throw new InvalidOperationException($"{value:D} is no member of {typeof(T).Name}.");
}
