namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What someone may do with a resource. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct AccessRole(string Value) : IWord<AccessRole>
{
    /// <summary>Everything.</summary>
    public static AccessRole Admin => new("admin");

    /// <summary>Change it.</summary>
    public static AccessRole Editor => new("editor");

    /// <summary>Remark on it.</summary>
    public static AccessRole Commenter => new("commenter");

    /// <summary>Look at it.</summary>
    public static AccessRole Viewer => new("viewer");

    static AccessRole IWord<AccessRole>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
