namespace Sidetone.Tools.Shapes;

/// <summary>Limits in words for a model.</summary>
internal static class LimitWords
{
    /// <summary><c>between 1 and 9</c>, <c>more than 0</c>, <c>at least 1 and less than 9</c>.</summary>
    public static string Bounds(ShapeLimits limits)
    {
        if (limits is { Minimum: not null, Maximum: not null, MinimumIsExclusive: false, MaximumIsExclusive: false })
            return "between " + limits.Minimum + " and " + limits.Maximum;
        var low = limits.Minimum is null ? null : (limits.MinimumIsExclusive ? "more than " : "at least ") + limits.Minimum;
        var high = limits.Maximum is null ? null : (limits.MaximumIsExclusive ? "less than " : "at most ") + limits.Maximum;
        return low is null || high is null ? low + high : low + " and " + high;
    }

    /// <summary><c>one of "a", "b"</c>.</summary>
    public static string OneOf(EquatableArray<string> values) => values.Count == 1 ? values[0] : "one of " + string.Join(", ", values);
}
