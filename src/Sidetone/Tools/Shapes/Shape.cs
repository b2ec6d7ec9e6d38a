namespace Sidetone.Tools.Shapes;

/// <summary>The type of a value, without saying whether symbols or reflection found it. The schema is written from this alone.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="TypeName">Its name in C#, without a question mark.</param>
internal sealed record Shape(ShapeKind Kind, string TypeName)
{
    /// <summary>Null is a value of it.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The C# type is a struct: a nullable one is a <see cref="Nullable{T}"/>.</summary>
    public bool IsValueType { get; init; }

    /// <summary>What a list or a map holds.</summary>
    public Shape? Item { get; init; }

    /// <summary>Where an enum, an object or a union is described: its place in the table of definitions; otherwise -1.</summary>
    public int Definition { get; init; } = -1;

    /// <summary>How a list or map is made from what was read.</summary>
    public CollectionForm Form { get; init; }

    /// <summary>The serializer context of a custom type.</summary>
    public string? Context { get; init; }

    public bool IsInteger => Kind is >= ShapeKind.SByte and <= ShapeKind.UInt64;

    public bool IsNumber => Kind is >= ShapeKind.SByte and <= ShapeKind.Decimal;
}
