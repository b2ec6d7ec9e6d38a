using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sidetone.Generated;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>Holds a value that was read against its limits, as generated code does.</summary>
internal static class LimitReader
{
    private static readonly ConcurrentDictionary<string, Regex> s_patterns = new(StringComparer.Ordinal);

    public static void Check(ref ArgumentReader reader, byte[] json, Shape shape, ShapeLimits limits)
    {
        if (limits == ShapeLimits.None || json.AsSpan().SequenceEqual("null"u8))
            return;
        using var document = JsonDocument.Parse(json);
        var value = document.RootElement;
        if (shape.IsNumber)
            Number(ref reader, value, shape, limits);
        else if (shape.Kind == ShapeKind.List)
            reader.CheckCount(value.GetArrayLength(), limits.MinLength ?? 0, limits.MaxLength ?? int.MaxValue);
        else if (value.ValueKind == JsonValueKind.String)
            Text(ref reader, value.GetString()!, limits);
        if (limits.Allowed.Count > 0 && !limits.Allowed.Any(a => IsSame(a, value)))
            reader.Fail("must be " + LimitWords.OneOf(limits.Allowed));
        if (limits.Denied.Any(d => IsSame(d, value)))
            reader.Fail("must not be " + LimitWords.OneOf(limits.Denied));
    }

    private static void Number(ref ArgumentReader reader, JsonElement value, Shape shape, ShapeLimits limits)
    {
        if (shape.Kind is ShapeKind.Single or ShapeKind.Double)
            Compare(ref reader, value.GetDouble(), limits, static text => double.Parse(text, CultureInfo.InvariantCulture));
        else
            Compare(ref reader, value.GetDecimal(), limits, static text => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static void Compare<T>(ref ArgumentReader reader, T value, ShapeLimits limits, Func<string, T> parse) where T : IComparable<T>, IFormattable
    {
        var low = limits.Minimum is not null && value.CompareTo(parse(limits.Minimum)) is var down && (limits.MinimumIsExclusive ? down <= 0 : down < 0);
        var high = limits.Maximum is not null && value.CompareTo(parse(limits.Maximum)) is var up && (limits.MaximumIsExclusive ? up >= 0 : up > 0);
        if (low || high)
            reader.OutOfRange(value, LimitWords.Bounds(limits));
    }

    private static void Text(ref ArgumentReader reader, string text, ShapeLimits limits)
    {
        if (limits.NotBlank)
            reader.CheckNotBlank(text);
        if (limits.MinLength is not null || limits.MaxLength is not null)
            reader.CheckLength(text, limits.MinLength ?? 0, limits.MaxLength ?? int.MaxValue);
        if (limits.Pattern is { } pattern)
            reader.CheckPattern(text, s_patterns.GetOrAdd(pattern, static p => new(@"\A(?:" + p + @")\z", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100))), pattern);
        if (limits.Format == "email")
            reader.CheckEmail(text);
        if (limits.Format == "uri")
            reader.CheckUrl(text);
    }

    private static bool IsSame(string json, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => json == JsonText.Quote(value.GetString()!),
        JsonValueKind.Number => double.TryParse(json, CultureInfo.InvariantCulture, out var number) && number == value.GetDouble(),
        _ => json == value.GetRawText(),
    };

}
