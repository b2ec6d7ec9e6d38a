namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Which end of a list comes first. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct SortDirection(string Value) : IWord<SortDirection>
{
    /// <summary>The smallest, or the oldest.</summary>
    public static SortDirection Ascending => new("asc");

    /// <summary>The largest, or the newest.</summary>
    public static SortDirection Descending => new("desc");

    static SortDirection IWord<SortDirection>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
