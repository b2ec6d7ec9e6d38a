using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Sidetone.Generated;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tools.Arguments;

/// <summary>Writes arguments in their canonical form: properties in the schema's order and then by name, each number in the one way
/// to write it, so that equal arguments are equal bytes.</summary>
/// <remarks>On the way it reads what models write beside the schema, where that is exact: <c>"2"</c> for 2, <c>"true"</c> for true,
/// 5 for <c>"5"</c>, an enum's value in another case, null for "not given". It decides nothing: what it wrote is validated after.</remarks>
internal sealed class ArgumentCompletion(ArgumentErrors errors)
{
    // Alternatives that fit only after some completion are tried one by one, and may be nested.
    private const int MaxTries = 64;

    private int _tries;

    // Validation will say so; until then nothing more is tried.
    private bool _gaveUp;

    public void Write(JsonElement value, ArgumentShape? shape, CanonicalWriter writer, bool fillsDefaults = false)
    {
        shape = Decide(value, shape);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, shape, writer, fillsDefaults);
                break;
            case JsonValueKind.Array:
                WriteArray(value, shape, writer);
                break;
            case JsonValueKind.String:
                WriteString(value, shape, writer);
                break;
            case JsonValueKind.Number when shape is not null && (shape.Types & ~JsonTypes.Null) == JsonTypes.String:
                writer.Json.WriteStringValue(JsonMarshal.GetRawUtf8Value(value));
                break;
            case JsonValueKind.Number:
                WriteNumber(value, writer);
                break;
            default:
                value.WriteTo(writer.Json);
                break;
        }
    }

    private void WriteObject(JsonElement value, ArgumentShape? shape, CanonicalWriter writer, bool fillsDefaults)
    {
        var declared = shape?.Properties;
        var values = declared is { Count: > 0 } ? new JsonElement[declared.Count] : [];
        List<JsonProperty>? others = null;
        var index = 0;
        foreach (var member in value.EnumerateObject())
        {
            var position = declared?.Find(member, index++) ?? -1;
            if (position < 0)
                (others ??= []).Add(member);
            else if (values[position].ValueKind != JsonValueKind.Undefined)
                errors.Add(member.Name, Spelling.Repeated);
            else
                values[position] = member.Value;
        }
        writer.Json.WriteStartObject();
        for (var i = 0; i < values.Length; i++)
            WriteDeclared(declared![i], values[i], writer, fillsDefaults);
        if (others is not null)
            WriteOthers(others, shape?.Other, writer);
        writer.Json.WriteEndObject();
    }

    private void WriteDeclared(ArgumentProperty property, JsonElement value, CanonicalWriter writer, bool fillsDefault)
    {
        var given = value.ValueKind != JsonValueKind.Undefined && !(value.ValueKind == JsonValueKind.Null && property.DropsNull);
        if (!given && fillsDefault && property.Default is { } fallback)
            (value, given) = (fallback, true);
        if (!given)
            return;
        writer.Json.WritePropertyName(property.EncodedName);
        var mark = errors.Count;
        Write(value, property.Shape, writer);
        if (errors.Count > mark)
            errors.Prefix(mark, property.Name);
    }

    private void WriteOthers(List<JsonProperty> others, ArgumentShape? shape, CanonicalWriter writer)
    {
        others.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        string? previous = null;
        foreach (var member in others)
        {
            var name = member.Name;
            if (name == previous)
                errors.Add(name, Spelling.Repeated);
            previous = name;
            writer.Json.WritePropertyName(name);
            var mark = errors.Count;
            Write(member.Value, shape, writer);
            if (errors.Count > mark)
                errors.Prefix(mark, name);
        }
    }

    private void WriteArray(JsonElement value, ArgumentShape? shape, CanonicalWriter writer)
    {
        writer.Json.WriteStartArray();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var mark = errors.Count;
            Write(item, shape?.Item(index), writer);
            if (errors.Count > mark)
                errors.Prefix(mark, index);
            index++;
        }
        writer.Json.WriteEndArray();
    }

    private static void WriteString(JsonElement value, ArgumentShape? shape, CanonicalWriter writer)
    {
        if (shape is not null && !shape.Types.HasFlag(JsonTypes.String) && TryWriteAsOther(value, shape.Types, writer))
            return;
        if (shape?.Values is { } values && SameInAnotherCase(value, values) is { } declared)
            declared.WriteTo(writer.Json);
        else
            value.WriteTo(writer.Json);
    }

    private static bool TryWriteAsOther(JsonElement value, JsonTypes types, CanonicalWriter writer)
    {
        if (types.HasFlag(JsonTypes.Boolean) && (value.ValueEquals("true"u8) || value.ValueEquals("false"u8)))
        {
            writer.Json.WriteBooleanValue(value.ValueEquals("true"u8));
            return true;
        }
        if (!types.HasFlag(JsonTypes.Integer)
            || !JsonNumber.TryParse(Encoding.UTF8.GetBytes(value.GetString()!), out var number)
            || (!types.HasFlag(JsonTypes.Number) && !number.IsWhole))
        {
            return false;
        }
        writer.Json.WriteRawValue(number.ToString(), skipInputValidation: true);
        return true;
    }

    private static JsonElement? SameInAnotherCase(JsonElement value, IReadOnlyList<JsonElement> values)
    {
        foreach (var declared in values)
        {
            if (declared.ValueKind == JsonValueKind.String && JsonElement.DeepEquals(declared, value))
                return null;
        }
        var text = value.GetString();
        JsonElement? found = null;
        foreach (var declared in values)
        {
            if (declared.ValueKind != JsonValueKind.String || !string.Equals(declared.GetString(), text, StringComparison.OrdinalIgnoreCase))
                continue;
            // Two that differ in case only: which one was meant cannot be known.
            if (found is not null)
                return null;
            found = declared;
        }
        return found;
    }

    private static void WriteNumber(JsonElement value, CanonicalWriter writer)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length <= 18 && raw.IndexOfAny(".eE"u8) < 0 && !raw.SequenceEqual("-0"u8))
            writer.Json.WriteRawValue(raw, skipInputValidation: true);
        else
            writer.Json.WriteRawValue(JsonNumber.Of(value).ToString(), skipInputValidation: true);
    }

    /// <summary>The shape with all alternatives decided: for each the first branch that fits as the value is, else the first that fits
    /// once the value is completed for it. Without one the alternatives stay open, and validation will say what is wrong.</summary>
    private ArgumentShape? Decide(JsonElement value, ArgumentShape? shape)
    {
        while (shape is { Branches.Count: > 0 })
        {
            var branch = FirstFitting(value, shape);
            if (branch < 0)
                return shape;
            shape = shape.Choose(branch);
        }
        return shape;
    }

    private int FirstFitting(JsonElement value, ArgumentShape shape)
    {
        for (var i = 0; i < shape.Branches.Count && !_gaveUp; i++)
        {
            if (shape.Branches[i].Accepts(value, out _gaveUp))
                return i;
        }
        for (var i = 0; i < shape.Branches.Count && !_gaveUp && _tries++ < MaxTries; i++)
        {
            var attempt = new ArgumentCompletion(new ArgumentErrors()) { _tries = _tries };
            using var writer = CanonicalWriter.Rent();
            attempt.Write(value, shape.Choose(i), writer);
            (_tries, _gaveUp) = (attempt._tries, attempt._gaveUp);
            if (!_gaveUp && shape.Branches[i].Accepts(JsonElement.Parse(writer.Written), out _gaveUp))
                return i;
        }
        return -1;
    }
}
