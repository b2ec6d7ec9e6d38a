using System.Globalization;
using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The value of a dynamic variable: a text, a number, a truth, nothing, or a list of such. Texts, numbers and truths convert by
/// themselves: <c>["name"] = "Ada", ["age"] = 36</c>.</summary>
/// <param name="Json">The value as JSON; empty for null.</param>
public readonly record struct DynamicVariable(JsonText Json)
{
    /// <summary>A text.</summary>
    /// <param name="text">The text; null for null.</param>
    public static implicit operator DynamicVariable(string? text) => text is null ? default : new(new JsonText(WireJson.Bytes(json => json.WriteStringValue(text))));

    /// <summary>A whole number.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator DynamicVariable(long number) => Of(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number.</summary>
    /// <param name="number">The number; it must be finite.</param>
    public static implicit operator DynamicVariable(double number) => double.IsFinite(number)
        ? Of(number.ToString("R", CultureInfo.InvariantCulture))
        : throw new ArgumentOutOfRangeException(nameof(number), number, "A dynamic variable is a finite number.");

    /// <summary>A number, with all its digits.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator DynamicVariable(decimal number) => Of(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A truth.</summary>
    /// <param name="truth">The truth.</param>
    public static implicit operator DynamicVariable(bool truth) => Of(truth ? "true" : "false");

    /// <summary>A list.</summary>
    /// <param name="items">Its items.</param>
    public static DynamicVariable List(params IEnumerable<DynamicVariable> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Of("[" + string.Join(',', items) + "]");
    }

    /// <summary>The value as JSON.</summary>
    public override string ToString() => Json.IsEmpty ? "null" : Json.ToString();

    internal static IReadOnlyDictionary<string, DynamicVariable>? Map(IReadOnlyDictionary<string, JsonText>? values) =>
        values?.ToDictionary(static named => named.Key, static named => new DynamicVariable(named.Value));

    internal static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, DynamicVariable>? variables)
    {
        if (variables is null)
            return;
        json.WriteStartObject(name);
        foreach (var (variable, value) in variables)
        {
            json.WritePropertyName(variable);
            if (value.Json.IsEmpty)
                json.WriteNullValue();
            else
                json.WriteRawValue(value.Json.Utf8.Span, skipInputValidation: true);
        }
        json.WriteEndObject();
    }

    private static DynamicVariable Of(string json) => new(new JsonText(System.Text.Encoding.UTF8.GetBytes(json)));
}
