using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetone.Testing;

/// <summary>How a test's own objects become the JSON of arguments and results: as the core writes them.</summary>
internal static class TestJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static JsonElement ToElement(object? value) => value as JsonElement? ?? JsonSerializer.SerializeToElement(value, s_options);

    public static string ToText(object? value) => JsonSerializer.Serialize(value, s_options);

    public static object? Read(JsonElement value, Type type) => value.Deserialize(type, s_options);

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
