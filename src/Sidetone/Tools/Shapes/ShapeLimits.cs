namespace Sidetone.Tools.Shapes;

/// <summary>What DataAnnotations say of a value beyond its type.</summary>
internal sealed record ShapeLimits
{
    public static ShapeLimits None { get; } = new();

    /// <summary>A JSON number.</summary>
    public string? Minimum { get; init; }

    /// <summary>A JSON number.</summary>
    public string? Maximum { get; init; }

    public bool MinimumIsExclusive { get; init; }

    public bool MaximumIsExclusive { get; init; }

    /// <summary>Characters of a string, items of a list.</summary>
    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>A regular expression for the whole string.</summary>
    public string? Pattern { get; init; }

    /// <summary><c>email</c> or <c>uri</c>.</summary>
    public string? Format { get; init; }

    /// <summary>JSON literals.</summary>
    public EquatableArray<string> Allowed { get; init; }

    /// <summary>JSON literals.</summary>
    public EquatableArray<string> Denied { get; init; }

    /// <summary>A string of white space is no value.</summary>
    public bool NotBlank { get; init; }
}
