namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The kind of a value. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct SchemaType(string Value) : IWord<SchemaType>
{
    /// <summary>A text.</summary>
    public static SchemaType String => new("string");

    /// <summary>A whole number.</summary>
    public static SchemaType Integer => new("integer");

    /// <summary>A number.</summary>
    public static SchemaType Number => new("number");

    /// <summary>Yes or no.</summary>
    public static SchemaType Boolean => new("boolean");

    /// <summary>Named values.</summary>
    public static SchemaType Object => new("object");

    /// <summary>A list.</summary>
    public static SchemaType Array => new("array");

    static SchemaType IWord<SchemaType>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
