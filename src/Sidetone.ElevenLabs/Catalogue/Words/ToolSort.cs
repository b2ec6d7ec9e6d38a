namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What a list of tools is sorted by. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct ToolSort(string Value) : IWord<ToolSort>
{
    /// <summary>The name.</summary>
    public static ToolSort Name => new("name");

    /// <summary>When it was made.</summary>
    public static ToolSort CreatedAt => new("created_at");

    static ToolSort IWord<ToolSort>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
