using System.Text.Json;
using Sidetone.Tools.Reflection;

namespace Sidetone.Testing;

/// <summary>How a test's own objects become the JSON of arguments and results: as the core writes them.</summary>
internal static class TestJson
{
    public static JsonElement ToElement(object? value) => value as JsonElement? ?? JsonSerializer.SerializeToElement(value, ReflectedJson.Plain);

    public static string ToText(object? value) => JsonSerializer.Serialize(value, ReflectedJson.Plain);

    public static object? Read(JsonElement value, Type type) => value.Deserialize(type, ReflectedJson.Plain);

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
