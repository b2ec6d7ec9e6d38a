using System.Text.Json;

namespace Sidetone.Tools.Arguments;

/// <summary>Reads arguments that a model wrote as a string of JSON: <c>"[1,2]"</c> where a list is asked for.</summary>
internal static class EncodedValues
{
    /// <param name="arguments">An object that is not valid as it is: a text may well look like JSON, and mean it.</param>
    /// <param name="errors">What is wrong with it.</param>
    /// <param name="decoded">The same with lists and objects in place of the wrong strings that hold one.</param>
    /// <returns>False when there is no such string.</returns>
    public static bool TryDecode(ReadOnlyMemory<byte> arguments, ArgumentErrors errors, out ReadOnlyMemory<byte> decoded)
    {
        decoded = arguments;
        var wrong = errors.Told.Select(error => error.Path).ToHashSet(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(arguments);
            var members = document.RootElement.EnumerateObject().Where(member => wrong.Contains(member.Name) && Looks(member.Value)).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
            if (members.Count == 0)
                return false;
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    if (members.Contains(member.Name) && Looks(member.Value))
                        json.WriteRawValue(member.Value.GetString()!);
                    else
                        member.Value.WriteTo(json);
                }
                json.WriteEndObject();
            }
            decoded = stream.ToArray();
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;       // it looked like JSON, and was none, or half a character
        }
    }

    private static bool Looks(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.AsSpan().Trim() is ['[', .., ']'] or ['{', .., '}'];
}
