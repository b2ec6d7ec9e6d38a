using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Sidetone.Tools;
using Sidetone.Tools.Arguments;

namespace Sidetone.Generated;

/// <summary>Reads a call's arguments for generated code: forward only, nothing allocated but what the handler gets, and the errors if there are any.</summary>
/// <remarks>Every <c>Read…</c> starts on the first token of a value and ends on its last. What is wrong is added without a path;
/// who knows the property or the index puts it before, with <see cref="Leave(int, string)"/>. So no path is built for a good call.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct ArgumentReader
{
    private readonly ArgumentErrors _errors;
    private Utf8JsonReader _json;

    /// <summary>Starts on the arguments of a call.</summary>
    /// <param name="arguments">One JSON object, as UTF-8.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public ArgumentReader(ReadOnlySpan<byte> arguments, ArgumentErrors errors)
    {
        _errors = errors;
        _json = new Utf8JsonReader(arguments);
        _json.Read();
    }

    /// <summary>How many errors there are. Remember it before a value is read, to tell its errors from the others.</summary>
    public readonly int Mark => _errors.Count;

    /// <summary>The value is null.</summary>
    public readonly bool IsNull => _json.TokenType == JsonTokenType.Null;

    /// <summary>Nothing was wrong since then.</summary>
    /// <param name="mark">The earlier <see cref="Mark"/>.</param>
    public readonly bool IsGood(int mark) => _errors.Count == mark;

    /// <summary>Says what is wrong with the value.</summary>
    /// <param name="message">As in <c>must be a whole number, not "soon"</c>.</param>
    public readonly void Fail(string message) => _errors.Add("", message);

    /// <summary>Ends a property: its errors get its name.</summary>
    /// <param name="mark">The <see cref="Mark"/> from before it.</param>
    /// <param name="name">The property.</param>
    public readonly void Leave(int mark, string name)
    {
        if (_errors.Count != mark)
            _errors.Prefix(mark, name);
    }

    /// <summary>Ends an item of a list: its errors get its index.</summary>
    /// <param name="mark">The <see cref="Mark"/> from before it.</param>
    /// <param name="index">The item.</param>
    public readonly void Leave(int mark, int index)
    {
        if (_errors.Count != mark)
            _errors.Prefix(mark, index);
    }

    /// <summary>Enters an object. After false, which has been reported, the value is behind us.</summary>
    public bool BeginObject()
    {
        if (_json.TokenType == JsonTokenType.StartObject)
            return true;
        Expected("an object");
        return false;
    }

    /// <summary>Goes to the next property's name; false at the end of the object.</summary>
    public bool NextProperty()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Whether this is the property. If so, its value comes next.</summary>
    /// <param name="name">As UTF-8.</param>
    public bool IsProperty(scoped ReadOnlySpan<byte> name)
    {
        if (!_json.ValueTextEquals(name))
            return false;
        _json.Read();
        return true;
    }

    /// <summary>Reports a property that the object does not have, and skips it.</summary>
    /// <param name="names">Those that it has.</param>
    public void UnknownProperty(scoped ReadOnlySpan<string> names)
    {
        var name = TextOf(_json) ?? "\uFFFD";
        if (!_errors.ToleratesUnknown || NearestName.Find(name, names) is not null)
            Fail(Spelling.UnknownProperty(name, names));
        _json.Read();
        _json.Skip();
    }

    /// <summary>Reports a property that is there again, which <see cref="Leave(int, string)"/> then names, and skips it:
    /// which of its values was meant nobody can know.</summary>
    public void Repeated()
    {
        Fail(Spelling.Repeated);
        _json.Skip();
    }

    /// <summary>Reports a property that is not there.</summary>
    /// <param name="name">Its name.</param>
    public readonly void Missing(string name) => _errors.Add(name, "is required");

    /// <summary>Enters a list. After false, which has been reported, the value is behind us.</summary>
    public bool BeginList()
    {
        if (_json.TokenType == JsonTokenType.StartArray)
            return true;
        Expected("a list");
        return false;
    }

    /// <summary>Goes to the next item; false at the end of the list.</summary>
    public bool NextItem()
    {
        _json.Read();
        return _json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>The name of the property, of a dictionary; its value comes next.</summary>
    public string ReadKey()
    {
        var key = Text();
        _json.Read();
        return key;
    }

    /// <summary>Skips the value.</summary>
    public void Skip() => _json.Skip();

    /// <summary>Looks ahead, without moving, for the property of an object that says which case of a union it is.
    /// Returns its text, a number's digits too; null if it is not there, which has been reported.</summary>
    /// <param name="name">The discriminating property.</param>
    /// <param name="known">The values that it may have.</param>
    public readonly string? FindCase(string name, scoped ReadOnlySpan<string> known)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            var copy = this;
            copy.Expected("an object");
            return null;
        }
        var ahead = _json;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var found = ahead.ValueTextEquals(name);
            ahead.Read();
            if (!found)
            {
                ahead.Skip();
                continue;
            }
            var value = ahead.TokenType switch
            {
                JsonTokenType.String => TextOf(ahead),
                // 1.0 names the case 1.
                JsonTokenType.Number when ahead.TryGetDecimal(out var number) && number == decimal.Truncate(number) => decimal.Truncate(number).ToString(CultureInfo.InvariantCulture),
                JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(ahead.ValueSpan),
                _ => null,
            };
            if (value is not null && known.Contains(value))
                return value;
            _errors.Add(name, Spelling.UnknownName(value ?? "", known));
            return null;
        }
        _errors.Add(name, "is required: it must be " + Spelling.OneOf(known));
        return null;
    }

    /// <summary>Reads to the end, so that what follows the object is found to be malformed.</summary>
    public void End() => _json.Read();

    private void Expected(string what)
    {
        Fail("must be " + what + ", not " + Found());
        _json.Skip();
    }

    // What stands there, short enough to be told.
    private readonly string Found() => _json.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => Spelling.Quoted(TextOf(_json) ?? "\uFFFD"),
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => Spelling.Short(System.Text.Encoding.UTF8.GetString(_json.ValueSpan)),
    };
}
