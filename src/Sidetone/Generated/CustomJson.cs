using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sidetone.Generated;

/// <summary>Types that only the user's serializer context sees through.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CustomJson
{
    /// <summary>Writes such a value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="writer">Takes it.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">From the context.</param>
    public static void Write<T>(Utf8JsonWriter writer, T value, JsonTypeInfo? type) => JsonSerializer.Serialize(writer, value, Require<T>(type));

    internal static JsonTypeInfo<T> Require<T>(JsonTypeInfo? type) => type as JsonTypeInfo<T>
        ?? throw new InvalidOperationException($"The JsonContext of the tool does not know {typeof(T)}. Add [JsonSerializable(typeof({typeof(T).Name}))] to it.");
}
