using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Sidetone.Tools.Arguments;

namespace Sidetone.Generated;

// Texts, truth values, and JSON as it is.
public ref partial struct ArgumentReader
{
    /// <summary>Reads a <see cref="bool"/>.</summary>
    public bool ReadBoolean()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String when _json.ValueTextEquals("true"u8) || _json.ValueTextEquals("True"u8):
                return true;
            case JsonTokenType.String when _json.ValueTextEquals("false"u8) || _json.ValueTextEquals("False"u8):
                return false;
            default:
                return Wrong<bool>("must be true or false, not ");
        }
    }

    /// <summary>Reads a <see cref="string"/>; a number is its digits.</summary>
    public string ReadString()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.String:
                return Text();
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(_json.ValueSpan);
            default:
                Expected("a text");
                return "";
        }
    }

    /// <summary>Reads a <see cref="char"/>.</summary>
    public char ReadChar()
    {
        if (_json.TokenType == JsonTokenType.Number && _json.ValueSpan.Length == 1)
            return (char)_json.ValueSpan[0];
        if (_json.TokenType != JsonTokenType.String)
            return Wrong<char>("must be one character, not ");
        var text = Text();
        return text.Length == 1 ? text[0]
            : text.Length > 1 && new StringInfo(text).LengthInTextElements == 1 ? Wrong<char>("must be one character of a single UTF-16 unit, so no emoji and no combined one, not ")
            : Wrong<char>("must be one character, not ");
    }

    /// <summary>Reads the name of an enum's member, in any case: the index of the name, or -1, which has been reported.</summary>
    /// <param name="names">The names.</param>
    public int ReadName(scoped ReadOnlySpan<string> names)
    {
        if (_json.TokenType != JsonTokenType.String)
        {
            Fail("must be " + Spelling.OneOf(names) + ", not " + Found());
            _json.Skip();
            return -1;
        }
        for (var i = 0; i < names.Length; i++)
        {
            if (_json.ValueTextEquals(names[i]))
                return i;
        }
        var text = Text();
        for (var i = 0; i < names.Length; i++)
        {
            if (string.Equals(names[i], text, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        Fail(Spelling.UnknownName(text, names));
        return -1;
    }

    /// <summary>Reads a <see cref="Guid"/>.</summary>
    public Guid ReadGuid() =>
        _json.TokenType == JsonTokenType.String && Guid.TryParse(Text(), out var value) ? value : Wrong<Guid>("must be a UUID, not ");

    /// <summary>Reads an absolute <see cref="Uri"/>.</summary>
    public Uri ReadUri()
    {
        // On Unix a path like /c would be an absolute URL of a file.
        if (_json.TokenType == JsonTokenType.String && Text() is var text && Uri.TryCreate(text, UriKind.Absolute, out var value)
            && text.StartsWith(value.Scheme + ":", StringComparison.OrdinalIgnoreCase))
        {
            return value;
        }
        Fail("must be an absolute URL, not " + Found());
        _json.Skip();
        return null!;
    }

    /// <summary>Reads bytes from base64.</summary>
    public byte[] ReadBytes()
    {
        if (_json.TokenType == JsonTokenType.String && _json.TryGetBytesFromBase64(out var value))
            return value;
        Fail("must be base64");
        _json.Skip();
        return [];
    }

    /// <summary>Reads any JSON.</summary>
    public JsonElement ReadJsonElement() => SaysTwice() ? default : JsonElement.ParseValue(ref _json);

    /// <summary>Reads any JSON.</summary>
    public JsonNode? ReadJsonNode() => SaysTwice() ? null : JsonNode.Parse(ref _json);

    /// <summary>Reads what only a serializer context sees through.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="type">From the context.</param>
    public T? ReadCustom<T>(JsonTypeInfo? type)
    {
        if (SaysTwice())
            return default;
        var start = _json;
        try
        {
            return JsonSerializer.Deserialize(ref _json, CustomJson.Require<T>(type));
        }
        catch (JsonException)
        {
            // The serializer's message speaks of C# types, which a model knows nothing of.
            _json = start;
            Fail("is not valid: " + Found());
            _json.Skip();
            return default;
        }
    }

    // An object that gives a property twice is reported, and skipped.
    private bool SaysTwice()
    {
        if (RepeatedName.Find(_json) is not { } name)
            return false;
        Fail("gives '" + Spelling.Short(name) + "' more than once");
        _json.Skip();
        return true;
    }

    // The platform compares and decodes such text with an exception.
    internal static bool IsUnicode(ReadOnlySpan<byte> arguments)
    {
        var json = new Utf8JsonReader(arguments);
        while (json.Read())
        {
            if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && TextOf(json) is null)
                return false;
        }
        return true;
    }

    private readonly string Text()
    {
        if (TextOf(_json) is { } text)
            return text;
        Fail("is no valid Unicode");
        return "";
    }

    // Half a surrogate pair is valid JSON, but no text that could be handed on.
    private static string? TextOf(Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
