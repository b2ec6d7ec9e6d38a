namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Which part of a webhook's answer reaches the agent. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct ResponseFilterMode(string Value) : IWord<ResponseFilterMode>
{
    /// <summary>All of it. The default.</summary>
    public static ResponseFilterMode All => new("all");

    /// <summary>Only what the filters name.</summary>
    public static ResponseFilterMode Allow => new("allow");

    /// <summary>Nothing.</summary>
    public static ResponseFilterMode HideAll => new("hide_all");

    static ResponseFilterMode IWord<ResponseFilterMode>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
