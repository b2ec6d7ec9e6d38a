using System.Text.Json;

namespace Sidetone.Tools.Arguments;

/// <summary>Finds a property that an object gives more than once. JSON allows it and parsers disagree on what it means: most take
/// the last value, some the first, so nobody can know which one was meant.</summary>
internal static class RepeatedName
{
    /// <param name="json">Stands on the first token of a value.</param>
    /// <returns>Null when there is none, in the value and all within it.</returns>
    public static string? Find(Utf8JsonReader json)
    {
        if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return null;
        var depth = json.CurrentDepth;
        var names = new Stack<HashSet<string>>();
        while (true)
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartObject:
                    names.Push(new(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    names.Pop();
                    break;
                case JsonTokenType.PropertyName when json.GetString()! is var name && !names.Peek().Add(name):
                    return name;
                default:
                    break;
            }
            if (json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && json.CurrentDepth == depth)
                return null;
            json.Read();
        }
    }
}
